import { eq } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { people } from '#db/schema/people.ts';
import { tokens } from '#db/schema/tokens.ts';

/** Was this you? To whoever made it, who may not have. */
export const mailTokenMade =
  ({ base, config, post }: Backstage): Handler =>
  async (event) => {
    const [found] = await base.db.reader
      .select({ token: tokens, person: people })
      .from(tokens)
      .innerJoin(people, eq(people.id, tokens.madeBy))
      .where(eq(tokens.id, event.subjectId));
    if (!found) return;
    const { token, person } = found;
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('mail.token_made.subject'),
      paragraphs: [
        t('mail.token_made.text', { name: person.name, token: token.name }),
        t('mail.token_made.then'),
      ],
      action: { label: t('mail.token_made.action'), url: `${config.url}/tokens` },
    }));
  };
