import { and, eq, inArray, isNull, ne } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { leadingIds } from '#api/people/roles.ts';
import { memberships, people } from '#db/schema/people.ts';

const MOST = 100;

/** To whoever else leads the account: somebody has come in past the provider. */
export const mailBypass =
  ({ base, config, auth, post }: Backstage): Handler =>
  async (event) => {
    const personId = String(event.data['personId']);
    const who = await auth.directory.byId(personId);
    const leaders = await base.db.reader
      .select({ id: people.id, email: people.email, name: people.name, locale: people.locale })
      .from(memberships)
      .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
      .where(
        and(
          eq(memberships.accountId, event.accountId),
          inArray(memberships.roleId, leadingIds),
          isNull(memberships.endedAt),
          ne(memberships.personId, personId),
        ),
      )
      .limit(MOST);
    for (const { id, email, name, locale } of leaders) {
      const t = translator(locale);
      await post.post({ onceKey: `${event.id} ${id}`, to: email }, () => ({
        subject: t('mail.sso_bypassed.subject'),
        paragraphs: [
          t('mail.sso_bypassed.text', { name, who: who?.name ?? '' }),
          t('mail.sso_bypassed.then'),
        ],
        action: { label: t('mail.sso_bypassed.action'), url: `${config.url}/activity` },
      }));
    }
  };
