import { eq } from 'drizzle-orm';
import { expect } from 'vitest';

import { materials } from '#db/schema/materials.ts';
import type { Name, World } from '#tests/support/world.ts';

export const BYTES = '%PDF-1.4\nflow ranges and lengths\n%%EOF\n';
export const facts = {
  title: 'FM-40 datasheet',
  category: 'datasheet',
  audience: 'partners',
  locale: 'en',
  product: 'FM-40',
  edition: '2.1',
};

export const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const json = async <T>(response: Promise<Response>): Promise<T> =>
  (await (await response).json()) as T;

export async function upload(w: World, { by = 'eve', name = 'fm-40.pdf', body = BYTES }: UploadOptions = {}) {
  const form = new FormData();
  form.append('files[]', new File([body], name));
  return w.as(by).send('/files', { method: 'POST', body: form });
}
type UploadOptions = { by?: Name; name?: string; body?: string | Uint8Array<ArrayBuffer> };

export const fileId = async (w: World, options?: UploadOptions) => {
  const [file] = await json<{ id: string }[]>(upload(w, options));
  return file?.id ?? '';
};

export type View = { id: string; title: string; version: number; state?: string; expiresOn: string | null };
export type Count = { value: string; count: number };
export type Listed = {
  items: View[];
  total: number;
  next?: string;
  facets: Record<'category' | 'locale' | 'product', Count[]>;
};
export const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id).sort();

export async function make(w: World, input: Partial<Record<keyof typeof facts | 'expiresOn', string>> = {}) {
  const response = await w.as('eve').post('/materials', { ...facts, ...input, fileId: await fileId(w) });
  expect(response.status).toBe(201);
  return (await response.json()) as View;
}

export const publish = async (w: World, { id }: { id: string }) =>
  expect((await w.as('eve').put(`/materials/${id}/publication`)).status).toBe(200);

export async function live(w: World, input?: Parameters<typeof make>[1]): Promise<View> {
  const made = await make(w, input);
  await publish(w, made);
  return made;
}

/** Time goes by. */
export const expire = (w: World, id: string) =>
  w.db.direct
    .update(materials)
    .set({ expiresOn: dayIn(-1) })
    .where(eq(materials.id, id));
