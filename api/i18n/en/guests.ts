export const guests = {
  'guests.name': 'Your name',
  'guests.email': 'E-mail address',
  'guests.category': 'Kind',
  'guests.subject': 'Subject',
  'guests.body': 'Your question',
  'guests.website': 'Leave this empty',
  'guests.errors.wrong': 'This form came from another page. Look it over and send it from here',
  'guests.errors.too_soon': 'That was quick. Look it over once more, then send it again',
  'guests.errors.too_late': 'The form was open for a long time. Look it over, then send it again',

  'guests.ask.title': 'Ask {house}',
  'guests.ask.lead': 'No account needed. We answer by mail.',
  'guests.ask.email_hint': 'We send a link there first, to be sure that the address is yours.',
  'guests.ask.check_title': 'Please check it and press Send',
  'guests.ask.check_text': 'It came from another website. Nothing has been sent yet.',
  'guests.ask.send': 'Send',
  'guests.ask.sign_in': 'You have an account? Then ask there and follow the answer in the portal:',
  'guests.sent.title': 'One more step',
  'guests.sent.text':
    'We have sent a mail to {email}. Open the link in it, and your question reaches us. Nothing there? Look among the spam, or write again with another address.',
  'guests.sent.again': 'Ask something else',

  'guests.prove.title': 'Did you write this?',
  'guests.prove.text': 'It reaches {house} as soon as you say so.',
  'guests.prove.action': 'Yes, send it',
  'guests.prove.not_me': 'It was not you? Do nothing. It is deleted after 14 days, and nobody answers it.',
  'guests.proven.title': 'Your question has arrived',
  'guests.proven.text': 'Its number is {reference}. We answer to {email}.',
  'guests.proven.followed': 'Its number is {reference}. You find it among your requests.',
  'guests.proven.open': 'To my requests',
  'guests.proven.help': 'To the help',
  'guests.spent.title': 'This link no longer works',
  'guests.spent.text':
    'It was used already, or it is older than two days. If you have pressed the button before, your question is with us.',

  'guests.mail.proof_subject': 'Please confirm your question to {house}',
  'guests.mail.proof':
    'Somebody, most likely you, has written to {house} and named this address. Open the link to look at it and send it off.',
  'guests.mail.proof_expiry': 'The link works once, for two days.',
  'guests.mail.proof_action': 'Look at it and send it',
  'guests.mail.proof_footer':
    'It was not you? Ignore this mail: nothing happens without the link, and what was written is deleted after 14 days.',
  'guests.mail.receipt': 'We answer to this address. This is what you wrote:',
  'guests.mail.again': 'Write again',
  'guests.mail.footer_answer': 'Answer this mail to go on.',
  'guests.mail.footer':
    'Nobody reads what is sent to the address of this mail. Please write to us in the portal.',
};
