import { releaseRequest } from '#api/guests/release.ts';
import { ReleaseRequest } from '#api/guests/schemas.ts';
import { AssignRequest, ChangeStatus } from '#api/requests/schemas.ts';
import type { Held } from '#api/requests/holding.ts';
import { assignRequest, changeStatus, type RequestDetail } from '#api/requests/service.ts';
import type { ThreadEntry } from '#api/requests/thread.ts';
import { ChangeTags } from '#api/tags/schemas.ts';
import { changeTags } from '#api/tags/service.ts';
import { submit } from '../../../form.ts';
import { actOnParticipants, lettingBackIn } from '../../participants/acts.ts';
import { actOnHeld } from '../held/acts.ts';
import { actOnLinks, takingBackLink } from '../joining/acts.ts';
import { writeInto, Writing } from '../writing.ts';

type Page = Parameters<typeof submit>[0];

/** Whatever an agent has posted to a request. `done` names what came of it. */
export async function actOn(page: Page, id: string) {
  const written = await write(page, id);
  const handled = await handle(page, id);
  const linking = await actOnLinks(page, id);
  const held = await actOnHeld(page, id);
  const sharing = await actOnParticipants(page, id);
  const all = [written, ...Object.values(handled), linking, held];
  return {
    ...handled,
    written,
    linking,
    held,
    sharing,
    done: all.map(({ result }) => result).find(Boolean),
    failed: [...all.map(({ error }) => error), sharing.failed].find(Boolean),
  };
}

const write = (page: Page, id: string) =>
  submit(
    page,
    Writing,
    async (input) => {
      await writeInto(page.locals.scope, id, input);
      return input.audience === 'note' ? 'noted' : 'held';
    },
    { action: 'write' },
  );

/** Assigned, moved on, released or tagged. */
async function handle(page: Page, id: string) {
  const { scope } = page.locals;
  const assigned = await submit(
    page,
    AssignRequest,
    async (input) => {
      await assignRequest(scope, id, input);
      return 'assigned';
    },
    { action: 'assign' },
  );
  const moved = await submit(
    page,
    ChangeStatus,
    async (input) => {
      await changeStatus(scope, id, input);
      return 'status';
    },
    { action: 'status' },
  );
  const released = await submit(
    page,
    ReleaseRequest,
    async (input) => {
      await releaseRequest(scope, id, input);
      return 'released';
    },
    { action: 'release' },
  );
  const tagged = await submit(
    page,
    ChangeTags,
    async (input) => {
      await changeTags(scope, id, input);
      return 'tagged';
    },
    { action: 'tags' },
  );
  return { assigned, moved, released, tagged };
}

/** The form that takes back what the reader has just done: a connection, a reply, or a status that nothing has come after. */
export function takingBack(
  { url, locals }: { url: URL; locals: Pick<App.Locals, 'person'> },
  { version, may }: Pick<RequestDetail, 'version' | 'may'>,
  entries: ThreadEntry[],
  held?: Held,
): Record<string, string> | undefined {
  const link = takingBackLink({ url });
  if (link) return link;
  if (held && url.searchParams.get('done') === 'requests.done.held') return { action: 'unsend' };
  const last = entries.at(-1);
  if (url.searchParams.get('done') !== 'requests.done.status' || last?.kind !== 'status') return undefined;
  if (!locals.person || last.actorName !== locals.person.name) return undefined;
  const status = may.statuses.find((one) => one === last.from && one !== 'waiting_other');
  return status && { action: 'status', status, version: String(version) };
}

/** The form that takes back what the reader has just done, whatever that was. */
export const undoOf = async (
  page: { url: URL; locals: App.Locals },
  request: RequestDetail,
  entries: ThreadEntry[],
  held: Held | undefined,
): Promise<Record<string, string> | undefined> =>
  takingBack(page, request, entries, held) ?? (await lettingBackIn(page, request));
