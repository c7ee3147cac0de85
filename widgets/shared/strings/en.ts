import { forms } from './plural.ts';

const answers = forms('en', { one: 'answer', other: 'answers' });

export const en = {
  search: 'Search for help',
  answers: (count: number) => answers(count),
  nothing: 'Nothing was found. Try other words, or ask us.',
  noAnswer: 'No answer?',
  ask: 'Ask a person',

  question: 'Ask a question',
  optional: '(optional)',
  choose: 'Choose one',
  send: 'Send',
  sending: 'Sending…',
  problem: 'Please correct this',
  sent: 'One more step',
  checkMail: (email: string) =>
    `We sent a mail to ${email}. Open the link in it to send your request. If it does not come, look in the spam folder.`,
  another: 'Write another request',
  retry: 'Try again',

  missing: 'Fill this in',
  email: 'Write an address like name@company.example',
  tooLong: 'This is too long',
  invalid: 'Check this',

  offline: 'You are offline. What you wrote is kept; try again when you are connected.',
  network: 'The help centre cannot be reached. What you wrote is kept; please try again.',
  timeout: 'This takes too long. What you wrote is kept; please try again.',
  forbidden_origin: 'This website is not set up for it yet.',
  rate_limited: 'Too many tries. Please wait a little and try again.',
  validation: 'This was not accepted. Please check it and send it again.',
  not_found: 'This is not available here.',
  unavailable: 'Something is wrong at our end. What you wrote is kept; please try again later.',
};

/** Every text a widget shows. A page may replace single ones by the property `strings`. */
export type Strings = typeof en;
