import type { RequestDetail } from '#api/requests/service.ts';
import type { ThreadEntry } from '#api/requests/thread.ts';

/** The form that takes the last change of the status back, as long as nothing has come after it. */
export function takingBack(
  url: URL,
  { version, may }: RequestDetail,
  entries: ThreadEntry[],
): Record<string, string> | undefined {
  const last = entries.at(-1);
  if (url.searchParams.get('done') !== 'requests.done.status' || last?.kind !== 'status') return undefined;
  const status = may.statuses.find((one) => one === last.from);
  return status && { action: 'status', status, version: String(version) };
}
