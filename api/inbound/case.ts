import type { Backstage } from '#api/handlers.ts';
import type { InboundReason, InboundState, MailVerdict } from '#db/inbound-fates.ts';
import type { InboundMail, Mailbox } from '#db/schema/mailboxes.ts';
import type { Request } from '#db/schema/requests.ts';
import type { Author } from './authors.ts';
import type { ReadMail } from './parsing/mail.ts';

/** The request that a mail belongs to, how that was found, and to whom the mail that it answers had gone. */
export type Thread = { request: Request; by: 'token' | 'id' | 'reference'; recipient: string | undefined };

/** A mail on its way through the steps, with what they have found out so far. */
export type Case = {
  row: InboundMail;
  mailbox: Mailbox;
  mail: ReadMail;
  verdict: MailVerdict;
  thread: Thread | undefined;
  author: Author | undefined;
};

/** What becomes of it: nothing else is asked once that is known. */
export type Fate = {
  state: Exclude<InboundState, 'received' | 'discarded'>;
  reason?: InboundReason;
  requestId?: string;
  postId?: string | null;
};

export type Step = (mail: Case, backstage: Backstage) => Fate | undefined | Promise<Fate | undefined>;
