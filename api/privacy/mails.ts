import { eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { people } from '#db/schema/people.ts';
import { erasures } from '#db/schema/privacy.ts';

/** Art. 12(4) GDPR: why, and where one can complain. */
export const mailErasureRefused =
  ({ base, config, post }: Backstage): Handler =>
  async (event) => {
    const scope = new Scope(base, system('mail-erasure'));
    const [found] = await scope.select(erasures, eq(erasures.id, event.subjectId));
    if (found?.state !== 'refused' || !found.refusal) return;
    const { refusal, refusalNote } = found;
    const person = await scope.find(people, found.personId);
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('privacy.mail.refused.subject'),
      paragraphs: [
        t('privacy.mail.refused.text', { name: person.name, why: t(`privacy.refusal.${refusal}`) }),
        ...(refusalNote ? [refusalNote] : []),
        t('privacy.mail.refused.complain'),
      ],
      action: { label: t('privacy.mail.refused.action'), url: `${config.url}/profile/privacy` },
    }));
  };
