export type Uploaded = { id: string; name: string; size: number };
/** How much of it is there, from 0 to 1; nothing while the line is cut. */
export type Progress = (share: number | undefined) => void;

/** Why a file was not taken: a code of the API, or `failed` when nobody answered. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const PART = 512 * 1024;
const PATIENCE_MS = 120_000;
const LONGEST_WAIT_MS = 10_000;

type Begun = { id: string; received: number };
type Way = { signal: AbortSignal; onProgress: Progress };

/** Sends one file in parts; where the line is cut it goes on from what has arrived as soon as somebody answers. */
export function upload(
  file: File,
  name: string,
  onProgress: Progress,
): { done: Promise<Uploaded>; stop: () => void } {
  const stopping = new AbortController();
  const way = { signal: stopping.signal, onProgress };
  return { done: sendAll(file, name, way), stop: () => stopping.abort() };
}

async function sendAll(file: File, name: string, way: Way): Promise<Uploaded> {
  const begun = (await patiently(way, () =>
    call('/api/files/uploads', way, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, size: file.size }),
    }),
  )) as Begun;
  const place = `/api/files/uploads/${begun.id}`;
  way.signal.addEventListener('abort', () => void fetch(place, { method: 'DELETE' }).catch(() => {}));

  let { received } = begun;
  for (;;) {
    const answer = await patiently(way, async (again) => {
      if (again) ({ received } = (await call(place, way)) as Begun);
      way.onProgress(received / file.size);
      const body = file.slice(received, received + PART);
      return call(`${place}/parts/${received}`, way, { method: 'PUT', body });
    });
    if (!('received' in answer)) return answer as Uploaded;
    received = Number(answer.received);
  }
}

/** Until somebody answers: what nobody has answered is tried again, after ever longer waits, as long as it makes sense. */
async function patiently<T>({ signal, onProgress }: Way, work: (again: boolean) => Promise<T>): Promise<T> {
  const begun = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(attempt > 0);
    } catch (error) {
      if (error instanceof Refused || signal.aborted || Date.now() - begun > PATIENCE_MS)
        throw error instanceof Refused ? error : new Refused('failed');
      onProgress(undefined);
      await rest(Math.min(1000 * 2 ** attempt, LONGEST_WAIT_MS), signal);
    }
  }
}

/** Ends early when the browser says that it is on the net again. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((rested) => {
    window.setTimeout(rested, ms);
    for (const [target, event] of [
      [window, 'online'],
      [signal, 'abort'],
    ] as const)
      target.addEventListener(event, () => rested(), { once: true });
  });

/** @throws Refused for what was refused, and another error where nobody has answered as we do */
async function call(address: string, { signal }: Way, init: RequestInit = {}): Promise<object> {
  const response = await fetch(address, { ...init, signal });
  const answer = (await response.json()) as object;
  if (response.ok) return answer;
  // A part may have arrived whose answer was lost: how far it has come is asked anew.
  const goesOn = response.status === 409 || response.status >= 500;
  const code = 'code' in answer ? String(answer.code) : 'failed';
  throw goesOn && code !== 'files.not_scanned' ? new Error(code) : new Refused(code);
}

/** Throws a file away that was sent and is not wanted any more. If that fails, it is gone within a day anyway. */
export const discard = (id: string): void =>
  void fetch(`/api/files/${encodeURIComponent(id)}`, { method: 'DELETE' }).catch(() => {});
