/** What an agent has sent and may still take back, and what came meanwhile. */
export const requestHolding = {
  'requests.errors.answered_meanwhile':
    'Somebody has written meanwhile: it stands above, below “New since you began”. Send again if your text still fits',
  'requests.errors.reply_gone': 'This reply has gone out already',
  'requests.fresh': 'New since you began',
  'requests.held': 'Goes out in a few seconds. Until then only you see it.',
  'requests.unsend': 'Take it back',
  'requests.send_now': 'Send now',
  'requests.done.held': 'The reply goes out in a few seconds',
  'requests.done.unsent': 'Taken back. The text is in the field again',
};
