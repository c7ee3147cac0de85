import type { Failure, FailureCode, Reply } from './contract.ts';

const TIMEOUT = 8_000;
const PAUSE = 400;
/** Who is told to wait longer than this, in seconds, tells the reader instead of waiting. */
const PATIENCE = 5;

const CODES: Record<number, FailureCode> = {
  401: 'forbidden_origin',
  403: 'forbidden_origin',
  404: 'not_found',
  422: 'validation',
  429: 'rate_limited',
};

export interface Call {
  signal: AbortSignal;
  query?: Record<string, string>;
  body?: string;
  /** The server answers the same key with the same answer, so that a POST may be repeated. */
  idempotencyKey?: string;
}

/** The public API as a widget sees it: one method, two outcomes, no cookies, one more try. */
export class Client {
  readonly #origin: string;
  readonly #siteKey: string;
  readonly #timeout: number;

  constructor(origin: string, siteKey: string, timeout = TIMEOUT) {
    this.#origin = origin;
    this.#siteKey = siteKey;
    this.#timeout = timeout;
  }

  /** Never rejects. Who aborts the signal looks at it before reading the reply. */
  async call<T>(path: string, call: Call): Promise<Reply<T>> {
    const first = await this.#once<T>(path, call);
    const wait = first.ok ? undefined : pauseBeforeRetry(first.failure);
    if (wait === undefined) return first;
    await pause(wait, call.signal);
    return this.#once<T>(path, call);
  }

  async #once<T>(path: string, { signal, query, body, idempotencyKey }: Call): Promise<Reply<T>> {
    const timeout = AbortSignal.timeout(this.#timeout);
    try {
      const url = new URL(`/api/widgets${path}`, this.#origin);
      url.search = new URLSearchParams(query).toString();
      const headers = new Headers({ 'x-portico-site': this.#siteKey });
      if (body !== undefined) headers.set('content-type', 'application/json');
      if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        body: body ?? null,
        headers,
        signal: AbortSignal.any([signal, timeout]),
        credentials: 'omit',
        referrerPolicy: 'strict-origin',
      });
      if (!response.ok) return { ok: false, failure: await read(response) };
      return { ok: true, value: (await response.json()) as T };
    } catch (error) {
      return { ok: false, failure: { code: reason(error, timeout), fields: {} } };
    }
  }
}

function reason(error: unknown, timeout: AbortSignal): FailureCode {
  if (timeout.aborted) return 'timeout';
  if (!navigator.onLine) return 'offline';
  return error instanceof TypeError ? 'network' : 'unavailable';
}

async function read(response: Response): Promise<Failure> {
  const code = CODES[response.status] ?? 'unavailable';
  const { fields } = (await response.json().catch(() => ({}))) as Partial<Failure>;
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return { code, fields: fields ?? {}, ...(seconds >= 0 && { retryAfter: seconds }) };
}

/** Only what may pass by itself is tried again, and a server that names a time is given that time. */
function pauseBeforeRetry({ code, retryAfter }: Failure): number | undefined {
  if (code !== 'network' && code !== 'unavailable' && code !== 'rate_limited') return undefined;
  if (retryAfter === undefined) return code === 'rate_limited' ? undefined : PAUSE * (1 + Math.random());
  return retryAfter > PATIENCE ? undefined : retryAfter * 1_000;
}

/** Ends early when nobody waits any more; the call that follows then fails without being sent. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
