import { and, eq, isNull } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { formatLocales, translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import type { Letter } from '#api/mail/layout.ts';
import { listAgents } from '#api/requests/service.ts';
import { reference } from '#api/requests/reference.ts';
import type { ClockTarget } from '#db/enums.ts';
import type { Event } from '#db/schema/events.ts';
import { memberships, people, type Person } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { requestClocks, serviceLevelVersions } from '#db/schema/service-levels.ts';

type News = { key: 'due_soon' | 'overdue' | 'escalated'; target: ClockTarget; dueAt: Date };

/** To whoever works on it; as long as nobody does, to everybody who may. */
export const mailDue =
  (backstage: Backstage): Handler =>
  async (event) => {
    const scope = new Scope(backstage.base, system('mail-due'));
    const request = await scope.find(requests, event.subjectId);
    const agents = await listAgents(scope);
    const own = agents.filter(({ id }) => id === request.assigneeId);
    const key = event.name === 'request.overdue' ? 'overdue' : 'due_soon';
    const ids = (own.length ? own : agents).map(({ id }) => id);
    await send(backstage, scope, event, { request, ids, key });
  };

/** To whoever has the role that the level names for this step. */
export const mailEscalation =
  (backstage: Backstage): Handler =>
  async (event) => {
    const scope = new Scope(backstage.base, system('mail-due'));
    const request = await scope.find(requests, event.subjectId);
    const roleId = await roleOf(scope, event);
    if (!roleId) return;
    const inRole = and(
      eq(memberships.roleId, roleId),
      eq(memberships.accountId, HOUSE_ID),
      isNull(memberships.endedAt),
    );
    const rows = await scope.pick(memberships, { id: memberships.personId }, inRole).limit(200);
    await send(backstage, scope, event, { request, ids: rows.map(({ id }) => id), key: 'escalated' });
  };

async function roleOf(scope: Scope, { subjectId, data }: Event): Promise<string | undefined> {
  const target = data['target'] as ClockTarget;
  const [clock] = await scope
    .select(requestClocks, and(eq(requestClocks.requestId, subjectId), eq(requestClocks.target, target)))
    .limit(1);
  if (!clock?.levelVersionId) return undefined;
  const { escalations } = await scope.find(serviceLevelVersions, clock.levelVersionId);
  return escalations[Number(data['step'])]?.roleId;
}

type Errand = { request: Request; ids: string[]; key: News['key'] };

/** A mail that cannot be sent does not hold up the others; the job is tried again for it. */
async function send(backstage: Backstage, scope: Scope, event: Event, { request, ids, key }: Errand) {
  const news: News = {
    key,
    target: event.data['target'] as ClockTarget,
    dueAt: new Date(String(event.data['dueAt'])),
  };
  const failures: unknown[] = [];
  for (const id of ids) {
    const reader = await scope.find(people, id);
    if (reader.disabledAt || !(await reaches(backstage, id, request))) continue;
    const envelope = { onceKey: `${event.id}:${id}`, to: reader.email, subjectId: request.id };
    await backstage.post
      .post(envelope, () => dueLetter(request, news, { reader, url: backstage.config.url }))
      .catch((error: unknown) => failures.push(error));
  }
  if (failures.length) throw failures[0];
}

async function reaches({ auth, base }: Backstage, personId: string, { id }: Request): Promise<boolean> {
  for (const actor of await auth.directory.membersOf(personId))
    if (await new Scope(base, actor).count(requests, eq(requests.id, id))) return true;
  return false;
}

function dueLetter(
  request: Request,
  { key, target, dueAt }: News,
  { reader, url }: { reader: Person; url: string },
): Letter {
  const t = translator(reader.locale);
  const when = new Intl.DateTimeFormat(formatLocales[reader.locale], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: reader.zone,
  }).format(dueAt);
  const what = t(`service_levels.target.${target}`);
  return {
    subject: t('requests.mail.subject', { reference: reference(request), subject: request.subject }),
    paragraphs: [t(`service_levels.mail.${key}`, { what, when })],
    action: { label: t('requests.mail.open'), url: `${url}/desk/requests/${request.id}` },
  };
}
