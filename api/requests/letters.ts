import { formatLocales, translator, type Key } from '#api/i18n/index.ts';
import type { Letter } from '#api/mail/layout.ts';
import type { Person } from '#db/schema/people.ts';
import type { Message, Request } from '#db/schema/requests.ts';
import { reference } from './reference.ts';
import { statuses } from './status.ts';

/** A message and what it belongs to: what mails tell of. */
export type Story = {
  request: Request;
  message: Message;
  account: string;
  /** Empty when erased. */
  author: string | null;
  files: number;
  /** By when the house promised its first answer. */
  promisedAt: Date | null;
  /** What an agent meant by it. */
  action: unknown;
  /** Where the portal is. */
  url: string;
};

/** To whoever asked, right after. */
export function receiptLetter(story: Story, reader: Person): Letter {
  const t = translator(reader.locale);
  const { request } = story;
  return {
    ...frame(story, reader),
    paragraphs: [
      t('requests.mail.receipt', { name: reader.name, reference: reference(request) }),
      story.promisedAt
        ? t('requests.mail.receipt_due', { when: moment(story.promisedAt, reader) })
        : t('requests.mail.receipt_open'),
    ],
    action: { label: t('requests.mail.open'), url: `${story.url}/requests/${request.id}` },
    footer: t('requests.mail.footer'),
    answerFooter: t('requests.mail.footer_answer'),
  };
}

const CALLS: Record<string, { text: Key; action: Key }> = {
  ask: { text: 'requests.mail.ask', action: 'requests.mail.answer_now' },
  solve: { text: 'requests.mail.solve', action: 'requests.mail.confirm' },
};
const PLAIN = { text: 'requests.mail.answer', action: 'requests.mail.open' } as const;

/** What the house says, to whoever asked. */
export function replyLetter(story: Story, reader: Person): Letter {
  const t = translator(reader.locale);
  const { text, action } = CALLS[String(story.action)] ?? PLAIN;
  return {
    ...frame(story, reader),
    paragraphs: [t(text, { name: story.author ?? '' }), ...aboutFiles(story, reader)],
    action: { label: t(action), url: `${story.url}/requests/${story.request.id}` },
    footer: t('requests.mail.footer'),
    answerFooter: t('requests.mail.footer_answer'),
  };
}

/** What the customer's side says, to the house. */
export function newsLetter(story: Story, reader: Person): Letter {
  const t = translator(reader.locale);
  const { request, message, account } = story;
  const name = story.author ?? message.sender ?? request.guestName ?? '';
  const due = statuses[request.status].turn === 'house' ? request.dueAt : null;
  const text: Key = message.seq === 1 ? 'requests.mail.desk_new' : 'requests.mail.desk_reply';
  return {
    ...frame(story, reader),
    paragraphs: [
      due
        ? t(text, { name, account, when: moment(due, reader) })
        : t('requests.mail.desk_reply_open', { name, account }),
      ...aboutFiles(story, reader),
    ],
    action: { label: t('requests.mail.open'), url: `${story.url}/desk/requests/${request.id}` },
  };
}

/** One subject for all the mails of a request: programs that know no References go by it. */
export function frame({ request, message }: Story, { locale }: Pick<Person, 'locale'>) {
  const t = translator(locale);
  const subject = t('requests.mail.subject', { reference: reference(request), subject: request.subject });
  return { subject, quote: message.body };
}

const aboutFiles = ({ files }: Story, { locale }: Person) =>
  files ? [translator(locale)('requests.mail.files', { count: files })] : [];

export const moment = (at: Date, { locale, zone }: Pick<Person, 'locale' | 'zone'>) =>
  new Intl.DateTimeFormat(formatLocales[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at);
