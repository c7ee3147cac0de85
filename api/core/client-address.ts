import type { Context } from 'hono';

const FROM_SOCKET = Symbol.for('astro.clientAddress');

/**
 * The address a request comes from, for rate limits. A proxy's word is taken only where the configuration says that
 * there is one; then it is the last entry, the one which that proxy wrote itself.
 */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const socket: unknown = Reflect.get(c.req.raw, FROM_SOCKET);
  return forwarded || (typeof socket === 'string' ? socket : 'unknown');
}
