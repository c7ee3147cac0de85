import { and, eq, isNull } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import type { Locale } from '#db/enums.ts';
import type { Application } from '#db/schema/applications.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { applicationOf, dayIn, inside } from './mails.ts';

const MOST_PEOPLE = 200;

type Reader = { id: string; email: string; locale: Locale };

/** To everybody who may decide about it, each in his own language. */
export const mailApplicationNews =
  (backstage: Backstage): Handler =>
  async (event) => {
    const application = await applicationOf(backstage, event);
    if (application?.status !== 'submitted') return;
    const what = event.name === 'application.answered' ? 'news_answered' : 'news';
    const failures: unknown[] = [];
    for (const reader of await decidersOf(backstage, application)) {
      const envelope = { onceKey: `${event.id}:${reader.id}`, to: reader.email };
      await backstage.post
        .post(envelope, () => letter(backstage, application, reader, what))
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length) throw failures[0];
  };

function letter(
  { config }: Backstage,
  { id, accountId, name, email, company, dueAt }: Application,
  { locale }: Reader,
  what: 'news' | 'news_answered',
) {
  const t = translator(locale);
  const path = accountId === HOUSE_ID ? `/desk/applications/${id}` : '/team';
  return {
    subject: t('applications.mail.news_subject', { company }),
    paragraphs: [
      t(`applications.mail.${what}`, { name, email, company }),
      t('applications.mail.news_when', { when: dueAt ? dayIn(locale, dueAt) : '' }),
    ],
    action: { label: t('applications.mail.news_action'), url: `${config.url}${path}` },
  };
}

/** Whoever looks after the people of the house, or of the company for which it waits. */
async function decidersOf(backstage: Backstage, { accountId }: Application): Promise<Reader[]> {
  const there = and(eq(memberships.accountId, accountId), isNull(memberships.endedAt));
  const seats = await inside(backstage)
    .pick(
      memberships,
      { id: people.id, email: people.email, locale: people.locale, rights: roles.rights },
      there,
    )
    .innerJoin(
      people,
      and(eq(people.id, memberships.personId), isNull(people.disabledAt), eq(people.robot, false)),
    )
    .innerJoin(roles, eq(roles.id, memberships.roleId))
    .limit(MOST_PEOPLE);
  return seats.filter(({ rights }) => rights['people.manage']);
}
