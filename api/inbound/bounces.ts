import type { ReadMail } from './parsing/mail.ts';

/** What a server tells of a mail that it could not deliver. */
export type Bounce = { lasting: boolean; status: string; about: string[] };

/** A report of delivery (RFC 3464). One that says that all went well, or that it takes longer, marks nothing. */
export function bounceOf({ report, answers }: Pick<ReadMail, 'report' | 'answers'>): Bounce | undefined {
  if (!report) return undefined;
  const lasting = report.action === 'failed' && report.status.startsWith('5');
  return { lasting, status: report.status, about: [...report.about, ...answers] };
}
