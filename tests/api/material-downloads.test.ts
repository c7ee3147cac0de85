import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';

import { events } from '#db/schema/events.ts';
import { downloads } from '#db/schema/materials.ts';
import { BYTES, json, live } from '#tests/support/materials.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

describe('a download', () => {
  let w: World;
  let id = '';
  const fetch = (who: Name, headers?: Record<string, string>) =>
    w.as(who).get(`/materials/${id}/file`, headers);
  const recorded = () => w.db.reader.select().from(downloads).where(eq(downloads.materialId, id));
  beforeAll(async () => {
    w = await world();
  });
  const fresh = async () => void ({ id } = await live(w));

  test('brings the bytes under the name of the file, to be saved and not shown', async () => {
    await fresh();
    const response = await fetch('bea');

    expect(await response.text()).toBe(BYTES);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="fm-40.pdf"');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is recorded with person and company, and in the activity of the company', async () => {
    await fresh();
    await fetch('ben');

    expect(await recorded()).toMatchObject([{ personId: 'per_ben', accountId: 'acc_brightline' }]);
    const [event] = await w.db.reader
      .select()
      .from(events)
      .where(eq(events.subjectId, id))
      .limit(1)
      .offset(2);
    expect(event).toMatchObject({
      name: 'material.downloaded',
      accountId: 'acc_brightline',
      actorId: 'per_ben',
      audience: 'account',
    });
  });

  test('comes in parts and counts once an hour for each person', async () => {
    await fresh();
    const parts = await Promise.all(
      [0, 4, 8].map((start) => fetch('bea', { range: `bytes=${start}-${start + 3}` })),
    );

    expect(parts.map(({ status }) => status)).toEqual([206, 206, 206]);
    expect((await Promise.all(parts.map((part) => part.text()))).join('')).toBe(BYTES.slice(0, 12));
    expect(parts[1]?.headers.get('content-range')).toBe(`bytes 4-7/${BYTES.length}`);
    expect(await recorded()).toHaveLength(1);
    await fetch('ben');
    expect(await recorded()).toHaveLength(2);
    await w.db.direct.update(downloads).set({ createdAt: new Date(Date.now() - 3_700_000) });
    await fetch('bea');
    expect(await recorded()).toHaveLength(3);
  });

  test('is none where nothing is sent: HEAD, 304 and 416', async () => {
    await fresh();
    const head = await w.as('bea').send(`/materials/${id}/file`, { method: 'HEAD' });
    const etag = head.headers.get('etag') ?? '';
    const known = await fetch('bea', { 'if-none-match': etag });
    const beyond = await fetch('bea', { range: 'bytes=900-' });

    expect([head.status, known.status, beyond.status]).toEqual([200, 304, 416]);
    expect(head.headers.get('content-length')).toBe(String(BYTES.length));
    expect(beyond.headers.get('content-range')).toBe(`bytes */${BYTES.length}`);
    expect(await recorded()).toEqual([]);
    expect((await fetch('bea', { range: 'bytes=0-3', 'if-range': '"other"' })).status).toBe(200);
    expect(await recorded()).toHaveLength(1);
  });

  test('is listed for staff, the last one first', async () => {
    await fresh();
    for (const who of ['bea', 'cleo'] as const) await fetch(who);
    const list = await json<{
      items: { person: { name: string }; account: { name: string } }[];
      total: number;
    }>(w.as('abe').get(`/materials/${id}/downloads`));

    expect(list.total).toBe(2);
    expect(list.items.map(({ person, account }) => [person.name, account.name])).toEqual([
      ['Cleo Petrova', 'Cobalt Systems'],
      ['Bea Sandoval', 'Brightline Automation'],
    ]);
  });
});
