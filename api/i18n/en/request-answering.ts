/** What helps an agent to answer: articles, a moment to take a reply back, and what came meanwhile. */
export const requestAnswering = {
  'requests.errors.answered_meanwhile':
    'Somebody has written meanwhile: it stands above, below “New since you began”. Send again if your text still fits',
  'requests.errors.reply_gone': 'This reply has gone out already',
  'requests.fresh': 'New since you began',
  'requests.held': 'Goes out in a few seconds. Until then only you see it.',
  'requests.unsend': 'Take it back',
  'requests.send_now': 'Send now',
  'requests.done.held': 'The reply goes out in a few seconds',
  'requests.done.unsent': 'Taken back. The text is in the field again',
  'requests.article_find': 'Find an article',
  'requests.article_title': 'Articles',
  'requests.article_lead': 'Only what {account} may read. In the answer two question marks open this search.',
  'requests.article_keys': '↑ ↓ choose, ↵ insert, Esc close',
  'requests.article_none': 'No article answers that',
  'requests.article_none_text': 'Try another word, or one in the language of the customer.',
};
