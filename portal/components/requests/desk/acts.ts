import { releaseRequest } from '#api/guests/release.ts';
import { ReleaseRequest } from '#api/guests/schemas.ts';
import { AssignRequest, ChangeStatus } from '#api/requests/schemas.ts';
import { assignRequest, changeStatus, type RequestDetail } from '#api/requests/service.ts';
import type { ThreadEntry } from '#api/requests/thread.ts';
import { ChangeTags } from '#api/tags/schemas.ts';
import { changeTags } from '#api/tags/service.ts';
import { submit } from '../../../form.ts';
import { actOnParticipants, lettingBackIn } from '../../participants/acts.ts';
import { actOnLinks, takingBackLink } from '../joining/acts.ts';
import { writeInto, Writing } from '../writing.ts';

type Page = Parameters<typeof submit>[0];

/** Whatever an agent has posted to a request: written, assigned, moved on or released. `done` names what came of it. */
export async function actOn(page: Page, id: string) {
  const { scope } = page.locals;
  const written = await submit(
    page,
    Writing,
    async (input) => {
      await writeInto(scope, id, input);
      return input.audience === 'note' ? 'noted' : 'replied';
    },
    { action: 'write' },
  );
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
  const tagged = await tagIt(page, id);
  const linking = await actOnLinks(page, id);
  const sharing = await actOnParticipants(page, id);
  const tried = [written, assigned, moved, released, tagged, linking];
  return {
    sharing,
    linking,
    written,
    assigned,
    moved,
    released,
    done: tried.find(({ result }) => result)?.result,
    failed: [...tried, { error: sharing.failed }].find(({ error }) => error)?.error,
  };
}

const tagIt = (page: Page, id: string) =>
  submit(
    page,
    ChangeTags,
    async (input) => {
      await changeTags(page.locals.scope, id, input);
      return 'tagged';
    },
    { action: 'tags' },
  );

/** The form that takes back what the reader has just done: a connection, or a status that nothing has come after. */
export function takingBack(
  { url, locals }: { url: URL; locals: Pick<App.Locals, 'person'> },
  { version, may }: Pick<RequestDetail, 'version' | 'may'>,
  entries: ThreadEntry[],
): Record<string, string> | undefined {
  const link = takingBackLink({ url });
  if (link) return link;
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
): Promise<Record<string, string> | undefined> =>
  takingBack(page, request, entries) ?? (await lettingBackIn(page, request));
