import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';

import { addPicture } from '#api/articles/pictures.ts';
import { audiences, type Audience } from '#db/enums.ts';
import { articlePictures } from '#db/schema/article-pictures.ts';
import { sections } from '#db/schema/articles.ts';
import { done, json } from '#tests/support/guards/case.ts';
import { drawing, pictureOf, svg, versionOf } from '#tests/support/pictures.ts';
import { stateOf } from '#tests/support/state.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const draft = {
  sectionId: 'sec_devices',
  audience: 'public',
  locale: 'en',
  title: 'Wire the gauge',
  summary: 'Three wires.',
  body: '![The wires](plan.svg)',
};

let w: World;
beforeEach(async () => {
  w = await world();
  const names = { en: 'Devices', es: 'Equipos', ru: 'Приборы' };
  await w.db.direct.insert(sections).values({ id: 'sec_devices', slug: 'devices', names, position: 0 });
});

const write = async (input: object = {}) =>
  (await json<{ id: string }>(w.as('eve').post('/articles', { ...draft, ...input }))).id;
const publish = (id: string) => done(w.as('eve').put(`/articles/${id}/publication`));
const change = async (id: string, body: string) =>
  done(w.as('eve').patch(`/articles/${id}`, await versionOf(w, id), { locale: 'en', body }));
const html = async (id: string) =>
  (await json<{ latest: { html: string } }>(w.as('eve').get(`/articles/${id}`), 200)).latest.html;
const read = async (id: string) =>
  (await json<{ html: string }>(w.guest().get(`/articles/${id}?locale=en`), 200)).html;
const look = (url: string, by?: Name) => (by ? w.as(by) : w.guest()).get(url.replace('/api', ''));
const kept = () => w.db.reader.select().from(articlePictures);

describe('a text', () => {
  test('shows the picture that it names, at its size, once the picture is there', async () => {
    const id = await write();
    expect(await html(id)).toBe('<p>The wires</p>');

    const { url, ...rest } = await pictureOf(w, id);

    expect(rest).toMatchObject({ name: 'plan.svg', width: 40, height: 20 });
    expect(await html(id)).toBe(
      `<figure><img src="${url}" alt="The wires" width="40" height="20" loading="lazy"></figure>`,
    );
  });

  test.each([
    ['![a](plan.svg)', true],
    ['![a](./plan.svg)', true],
    ['![a](img/plan.svg)', true],
    ['![a](plan%2Esvg)', true],
    ['![a][p]\n\n[p]: plan.svg', true],
    ['![a](Plan.svg)', false],
    ['![a](//elsewhere.example/plan.svg)', false],
    ['![a](/plan.svg)', false],
    ['![a](data:image/svg+xml,plan.svg)', false],
    ['![a](%E0%A4%A)', false],
    ['![a]()', false],
  ])('with %s shows it: %s', async (body, shows) => {
    const id = await write({ body });
    const { url } = await pictureOf(w, id);

    const shown = `<figure><img src="${url}" alt="a" width="40" height="20" loading="lazy"></figure>`;
    expect(await html(id)).toBe(shows ? shown : '<p>a</p>');
  });

  test('names a picture without blanks and marks, and by its id or address as well', async () => {
    const id = await write();
    const { id: pictureId, name, url } = await pictureOf(w, id, { name: '  Foto & plan (2) [x].svg ' });

    expect(name).toBe('Foto-plan-2-x.svg');
    for (const reference of [name, pictureId, url, '<Foto & plan (2) [x].svg>']) {
      await change(id, `See ![it](${reference}).`);
      expect(await html(id)).toContain(`<p>See <img src="${url}" alt="it"`);
    }
  });

  test('puts the title of a picture under it', async () => {
    const id = await write({ body: '![a](plan.svg "Where *it* goes <b>")' });
    await pictureOf(w, id);

    expect(await html(id)).toMatch(
      /^<figure><img [^>]+><figcaption>Where \*it\* goes &#x3C;b><\/figcaption><\/figure>$/,
    );
  });

  test('shows no picture of another article', async () => {
    const { url, id: foreign } = await pictureOf(w, await write({ audience: 'internal' }));
    const id = await write({ body: `![a](${url}) ![b](${foreign}) ![c](plan.svg)` });

    expect(await html(id)).toBe('<p>a b c</p>');
  });

  test('that readers have shows another picture of the same name at once', async () => {
    const id = await write();
    const former = await pictureOf(w, id);
    await publish(id);
    const { url } = await pictureOf(w, id, { body: svg(80, 60, 'red') });

    expect(await read(id)).toContain(`src="${url}" alt="The wires" width="80" height="60"`);
    expect((await look(former.url)).status).toBe(404);
    expect((await look(url)).status).toBe(200);
    expect(await kept()).toHaveLength(1);
  });
});

describe.each([
  { reader: undefined, reads: ['public'] },
  { reader: 'dan', reads: ['public', 'signed_in', 'customers'] },
  { reader: 'bea', reads: ['public', 'signed_in', 'partners'] },
  { reader: 'abe', reads: audiences },
] as { reader: Name | undefined; reads: readonly Audience[] }[])('$reader', ({ reader, reads }) => {
  test('sees the pictures of the articles that are published for them', async () => {
    const seen: string[] = [];
    for (const audience of audiences) {
      const id = await write({ audience });
      const { url } = await pictureOf(w, id);
      if ((await look(url, reader)).status === 200) seen.push(`draft ${audience}`);
      await publish(id);
      if ((await look(url, reader)).status === 200) seen.push(audience);
      await done(w.as('eve').delete(`/articles/${id}/publication`));
      if ((await look(url, reader)).status === 200) seen.push(`retired ${audience}`);
    }
    const staff = reader === 'abe' ? audiences.flatMap((name) => [`draft ${name}`, `retired ${name}`]) : [];

    expect(seen.sort()).toEqual([...reads, ...staff].sort());
  });
});

describe('a picture', () => {
  const cache = async (url: string, by?: Name) => (await look(url, by)).headers.get('cache-control');

  test('is kept by everybody only while everybody may see it', async () => {
    const [open, closed] = [await write(), await write({ audience: 'customers' })];
    const [first, second] = [await pictureOf(w, open), await pictureOf(w, closed)];
    expect(await cache(first.url, 'eve')).toBe('private, no-cache');
    await publish(open);
    await publish(closed);

    expect(await cache(first.url)).toMatch(/^public, max-age=31536000, .*immutable$/);
    expect(await cache(second.url, 'dan')).toBe('private, no-cache');
    await done(w.as('eve').delete(`/articles/${open}/publication`));
    expect((await look(first.url)).status).toBe(404);
    expect(await cache(first.url, 'eve')).toBe('private, no-cache');
  });

  test('comes as an image that can do nothing else, and once', async () => {
    const id = await write();
    const { url, size } = await pictureOf(w, id);
    await publish(id);
    const answer = await look(url);

    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(size),
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes).toHaveLength(size);
    expect(bytes.toString('latin1')).not.toMatch(/script|hand/);
    const again = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await w.guest().get(url.replace('/api', ''), again)).status).toBe(304);
  });

  test('is found under its own article alone', async () => {
    const [one, other] = [await write(), await write()];
    const [{ id }] = [await pictureOf(w, one)];
    await publish(one);
    await publish(other);

    expect((await w.guest().get(`/articles/${other}/pictures/${id}`)).status).toBe(404);
    expect((await w.as('eve').delete(`/articles/${other}/pictures/${id}`)).status).toBe(404);
    expect((await w.guest().get(`/articles/${one}/pictures/${id}`)).status).toBe(200);
  });

  test('stays while a text shows it, and goes without a trace', async () => {
    const id = await write();
    const before = await stateOf(w);
    const { id: pictureId } = await pictureOf(w, id);
    await publish(id);
    await change(id, 'No picture any more.');
    const remove = () => w.as('eve').delete(`/articles/${id}/pictures/${pictureId}`);

    const refused = await remove();
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'articles.picture_shown' }]);
    await publish(id);
    expect((await remove()).status).toBe(204);
    expect(await kept()).toEqual([]);
    const files = (state: Record<string, string>) =>
      state['files on disk']?.split('\n').filter((name) => /(pic|file)_/.test(name));
    expect(files(await stateOf(w))).toEqual(files(before));
  });

  test('is made once of the same file, and one of two that come at once is told to come again', async () => {
    const id = await write();
    const given = { name: 'a.svg', bytes: Buffer.from(svg()) };
    const first = await addPicture(w.as('eve').scope, id, given);
    const before = await stateOf(w);

    expect(await addPicture(w.as('eve').scope, id, given)).toEqual(first);
    expect(await stateOf(w)).toEqual(before);
    const both = await Promise.allSettled(
      ['red', 'blue'].map((colour) =>
        addPicture(w.as('eve').scope, id, { name: 'b.svg', bytes: Buffer.from(svg(9, 9, colour)) }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both).toContainEqual(
      expect.objectContaining({ reason: expect.objectContaining({ status: 412 }) }),
    );
    expect(await kept()).toHaveLength(2);
  });
});

const photo = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: 'navy' } }).withExif({
    IFD0: { Copyright: 'SECRET-PLACE', Orientation: '6' },
  });

const raster = async (format: 'png' | 'jpeg' | 'gif' | 'webp') =>
  Buffer.concat([await photo().toFormat(format).toBuffer(), Buffer.from('<script>SECRET-TAIL</script>')]);

const bytesOf = async (url: string) => Buffer.from(await (await look(url, 'eve')).arrayBuffer());

describe('a file', () => {
  test.each(['png', 'jpeg', 'gif', 'webp'] as const)(
    'in %s is made anew, and nothing of it is kept',
    async (format) => {
      const id = await write();
      const { url } = await pictureOf(w, id, {
        name: `a.${format}`,
        body: new Uint8Array(await raster(format)),
      });
      const bytes = await bytesOf(url);

      expect(bytes.toString('latin1')).not.toContain('SECRET');
      const { format: made, exif } = await sharp(bytes).metadata();
      expect({ made, exif }).toEqual({ made: 'webp', exif: undefined });
    },
  );

  test('that a camera has turned stands upright', async () => {
    const body = new Uint8Array(await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer());

    expect(await pictureOf(w, await write(), { name: 'a.jpg', body })).toMatchObject({
      width: 40,
      height: 60,
    });
  });

  test('that moves goes on moving', async () => {
    const frames = ['red', 'blue'].map((background) => ({
      create: { width: 8, height: 6, channels: 3 as const, background },
    }));
    const pictures = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
    const body = await sharp(pictures, { join: { animated: true } })
      .gif({ delay: [90, 90] })
      .toBuffer();
    const shown = await pictureOf(w, await write(), { name: 'a.gif', body: new Uint8Array(body) });

    expect(shown).toMatchObject({ width: 8, height: 6 });
    expect((await sharp(await bytesOf(shown.url), { animated: true }).metadata()).pages).toBe(2);
  });

  test('that is wider than a page shows is made smaller, and a drawing is fine', async () => {
    const id = await write();
    const wide = await pictureOf(w, id, { name: 'wide.svg', body: svg(4_000, 1_000) });
    const fine = await pictureOf(w, id);

    expect(wide).toMatchObject({ width: 800, height: 200 });
    expect(await sharp(await bytesOf(fine.url)).metadata()).toMatchObject({ width: 80, height: 40 });
  });

  test.each([
    ['no picture at all', 'a.pdf', '%PDF-1.4\n%%EOF'],
    ['a picture only by its name', 'a.txt', 'png'],
    ['larger than anybody’s screen', 'a.svg', svg(90_000, 90_000)],
    ['a drawing that draws nothing', 'a.svg', '<svg'.padEnd(40, ' ')],
  ])('that is %s is refused, and changes nothing', async (_, name, body) => {
    const id = await write();
    const fileId = await drawing(w, { name, body });
    const before = await stateOf(w);
    const answer = await w.as('eve').post(`/articles/${id}/pictures`, { fileId });

    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { fields: { fileId: 'articles.unreadable_picture' } },
    ]);
    expect(await stateOf(w)).toEqual(before);
  });

  test('that is a drawing is taken from editors alone', async () => {
    const send = async (by: Name) => {
      const form = new FormData();
      form.append('files[]', new File([svg()], 'plan.svg'));
      return (await w.as(by).post('/files', form)).status;
    };

    expect([await send('dan'), await send('abe'), await send('eve')]).toEqual([422, 422, 201]);
  });

  test('takes its place in the history, for staff', async () => {
    const id = await write();
    await pictureOf(w, id);
    expect(await (await w.as('ada').get('/events')).text()).toContain('plan.svg');
    expect(await (await w.as('dan').get('/events')).text()).not.toContain('plan.svg');
  });
});
