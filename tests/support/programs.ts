import type { World } from './world.ts';

type Init = { method: string; body?: unknown; headers?: Record<string, string> };

/** Something that is no browser: it brings a token, no cookie, and does not say where it comes from. */
export function program(w: World, secret: string) {
  const send = (path: string, { method, body, headers = {} }: Init): Promise<Response> => {
    const json = body !== undefined && !(body instanceof FormData);
    return Promise.resolve(
      w.app.request(`/api${path}`, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(json ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as BodyInit) }),
      }),
    );
  };
  return {
    send,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { method: 'GET', headers }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body, headers }),
  };
}
