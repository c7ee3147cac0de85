export const mail = {
  'mail.invitation.subject': 'You are invited to {account}',
  'mail.invitation.text': '{inviter} invites you to work with {account} in our portal.',
  'mail.invitation.expiry': 'The link works once, for seven days.',
  'mail.invitation.action': 'Accept the invitation',
  'mail.invitation.footer': 'If you do not expect this, ignore it: nothing happens without the link.',
  'mail.reset.subject': 'Choose a new password',
  'mail.reset.text': 'Hello {name}, somebody asked for a new password for this address.',
  'mail.reset.expiry': 'The link works once, for one hour.',
  'mail.reset.action': 'Choose a new password',
  'mail.reset.footer': 'If it was not you, ignore this mail: your password stays as it is.',
  'mail.password_changed.subject': 'Your password was changed',
  'mail.password_changed.text':
    'Hello {name}, the password for this address has just been changed and all devices were signed out.',
  'mail.password_changed.action': 'It was not me',
};
