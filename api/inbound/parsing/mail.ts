import type { InboundReason } from '#db/inbound-fates.ts';

/** A mail as it was read: what it says of itself, which nobody need believe. */
export type ReadMail = {
  messageId: string | null;
  /** Message-IDs of the mails that it answers, the nearest first. */
  answers: string[];
  from: { address: string; name: string }[];
  /** Every address it was sent or delivered to. */
  to: string[];
  subject: string;
  text: string;
  /** All headers as they came, in their order, by name in lower case. */
  headers: [name: string, value: string][];
  report: Report | undefined;
  files: { name: string; content: Uint8Array }[];
};

/** What a server says that could not deliver a mail of ours. */
export type Report = { action: string; status: string; about: string[] };

export type Asked = { id: number; bytes: Uint8Array };
export type Answered = { id: number; mail?: ReadMail; reason?: InboundReason };
