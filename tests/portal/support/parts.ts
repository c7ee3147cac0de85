import type { APIRequestContext } from '@playwright/test';

/** A message that the customer of an open request has sent later. */
export async function aPart(api: APIRequestContext): Promise<string> {
  const { items } = (await (await api.get('/api/requests')).json()) as { items: { id: string }[] };
  for (const { id } of items) {
    const thread = (await (await api.get(`/api/requests/${id}/messages`)).json()) as {
      entries: { id: string; kind: string; side?: string }[];
    };
    const [, ...later] = thread.entries.filter(({ kind }) => kind === 'message');
    const part = later.find(({ side }) => side !== 'staff');
    if (part) return `/desk/requests/${id}/split?message=${part.id}`;
  }
  throw new Error('no customer has written twice');
}
