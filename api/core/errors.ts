import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { Lock } from './lock.ts';

/** The only error that may leave the api. `code` is public: clients and translations key on it. */
export class AppError extends Error {
  override name = 'AppError';
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly fields: Record<string, string>;
  /** For 429 and 503: when to come back. */
  readonly retryAfterSeconds: number | undefined;
  /** For 409 where the state of a thing keeps it as it is. */
  lock: Lock | undefined;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    fields: Record<string, string> = {},
    retryAfterSeconds?: number,
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export const malformed = () => new AppError(400, 'malformed');
export const unauthenticated = () => new AppError(401, 'unauthenticated');
export const forbidden = (code = 'forbidden') => new AppError(403, code);
export const notFound = (what: string) => new AppError(404, `${what}.not_found`);
export const conflict = (code: string) => new AppError(409, code);
export const stale = () => new AppError(412, 'stale');
export const tooLarge = () => new AppError(413, 'too_large');
export const invalid = (fields: Record<string, string>) => new AppError(422, 'invalid', fields);
export const tooMany = (retryAfterSeconds: number) => new AppError(429, 'too_many', {}, retryAfterSeconds);

export function allow(permitted: boolean): asserts permitted {
  if (!permitted) throw forbidden();
}
