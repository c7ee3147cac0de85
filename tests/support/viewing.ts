import { json } from './guards/case.ts';
import type { Name, World } from './world.ts';

type Init = { method: string; body?: unknown; headers?: Record<string, string> };

/** A browser with a cookie of its own that is told apart from every other of the person. */
export function browser(w: World, cookie: string) {
  const send = async (path: string, { method, body, headers = {} }: Init): Promise<Response> => {
    const isJson = body !== undefined && !(body instanceof FormData);
    return w.app.request(`/api${path}`, {
      method,
      headers: {
        cookie,
        'sec-fetch-site': 'same-origin',
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
    });
  };
  return {
    cookie,
    send,
    get: (path: string) => send(path, { method: 'GET' }),
    post: (path: string, body: unknown = {}) => send(path, { method: 'POST', body }),
    delete: (path: string) => send(path, { method: 'DELETE' }),
  };
}

export const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

/** Ada looks through somebody's eyes. */
export async function eyesOf(w: World, name: Name) {
  const answer = await w
    .as('ada')
    .post('/viewing', { membershipId: `mem_${name}`, reason: 'Request PRT-1042' });
  if (answer.status !== 204) await json(Promise.resolve(answer), 204);
  return browser(w, cookieOf(answer));
}
