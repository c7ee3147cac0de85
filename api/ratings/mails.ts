import { and, eq, isNotNull } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { translator, type Locale } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { readerOf } from '#api/requests/readers.ts';
import { reference } from '#api/requests/reference.ts';
import { codes } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { isRatable } from './policy.ts';

/** Whoever accepts a solution stands before the question already; the others are asked by mail. */
const SILENT = new Set<unknown>(['expire', 'close']);

/** Asks how it was, with a link that shows a page: what only looks at it changes nothing. */
export const mailRating =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, subjectId, data }) => {
    if (data['to'] !== 'closed' || !SILENT.has(data['action'])) return;
    const { auth, base, config, post } = backstage;
    const request = await new Scope(base, system('mail-rating')).find(requests, subjectId);
    const reader = isRatable(request) ? await askedBy(backstage, request) : undefined;
    if (!reader) return;
    const { email, locale } = reader;
    const t = translator(locale);
    const named = { reference: reference(request), subject: request.subject };
    await post.post({ onceKey, to: email, subjectId, personal: true }, (write) => {
      const code = auth.codes.issue(write, { kind: 'rating', subjectId, email });
      const page = `${config.url}/rate?code=${code}`;
      return {
        subject: t('requests.mail.subject', named),
        paragraphs: [t('ratings.mail.closed', { reference: named.reference }), t('ratings.mail.ask')],
        action: { label: t('ratings.mail.good'), url: `${page}&score=good` },
        otherAction: { label: t('ratings.mail.poor'), url: `${page}&score=poor` },
        footer: t('ratings.mail.footer'),
      };
    });
  };

/** The person who asked, or the guest whose address has proven itself. */
async function askedBy(
  backstage: Backstage,
  request: Request,
): Promise<{ email: string; locale: Locale } | undefined> {
  if (request.requesterId) return readerOf(backstage, request.requesterId, request);
  const proven = and(eq(codes.subjectId, request.id), eq(codes.kind, 'proof'), isNotNull(codes.usedAt));
  const [code] = await backstage.base.db.reader.select().from(codes).where(proven).limit(1);
  return code && { email: code.email, locale: request.locale };
}
