import { eq } from 'drizzle-orm';

import { rateLimits } from '#db/schema/jobs.ts';
import { mails } from '#db/schema/mails.ts';
import { guards, type Case, type Thing } from '#tests/support/guards/index.ts';
import { shop, ute } from '#tests/support/shop.ts';
import { world, type World } from '#tests/support/world.ts';
import { placed, type TextField } from './fields.ts';

export type Told = { status: number; answer: unknown; address: string; thing: Thing };
export type Try = { field: TextField; text: string };
/** Sends a text in each of these fields, with everything else as it should be. */
export type Send = (tries: Try[]) => Promise<Told>;

/** What must stand in place of the rest, so that a text is taken that suits one kind of question alone. */
const INSTEAD: Record<string, object> = Object.fromEntries(
  ['POST /request-types', 'PUT /request-types/:id'].flatMap((route) =>
    ['default', 'pattern'].map((name) => [
      `${route} sections.0.fields.0.${name}`,
      {
        sections: [
          { key: 'a', title: { en: 'A' }, fields: [{ key: 'b', kind: 'text', label: { en: 'B' } }] },
        ],
      },
    ]),
  ),
);

/** What must stand beside a field so that it is taken. */
const BESIDE: Record<string, object> = {
  ...INSTEAD,
  'POST /opportunities nextStep': { nextStepOn: '2099-01-01' },
  'PATCH /opportunities/:id nextStep': { nextStepOn: '2099-01-01' },
  'PUT /opportunities/:id/stage lostReason': { stage: 'lost' },
};

const named = ({ route, place }: TextField) => `${route} ${place.join('.')}`;

/** Can be tried together with others. */
export const isSociable = (field: TextField): boolean => !(named(field) in INSTEAD);

type Opened = {
  headers?: Record<string, string>;
  body: () => Promise<object>;
};

/** How those routes are called that everybody may call. */
const OPEN: Record<string, (w: World) => Promise<Opened>> = {
  'POST /auth/session': async () => ({
    body: async () => ({ email: 'dan@dune.example', password: 'not this one at all' }),
  }),
  'POST /auth/session/code': async () => ({ body: async () => ({ code: '123456' }) }),
  'POST /auth/session/link': async () => ({ body: async () => ({ code: 'x'.repeat(43) }) }),
  'POST /auth/session/passkey': async () => ({ body: async () => ({ credential: {} }) }),
  'PUT /profile/email': async () => ({ body: async () => ({ code: 'x'.repeat(43) }) }),
  'POST /auth/link': async () => ({ body: async () => ({ email: 'dan@dune.example' }) }),
  'POST /auth/reset': async () => ({ body: async () => ({ email: 'dan@dune.example' }) }),
  'PUT /auth/password': async () => ({
    body: async () => ({ code: 'x'.repeat(43), password: 'a long enough password' }),
  }),
  'POST /auth/membership': async (w) => ({
    body: async () => ({
      code: await invitation(w),
      name: 'Nia',
      password: 'a long enough password',
    }),
  }),
  'POST /widgets/requests': async (w) => {
    const { headers, opened } = await shop(w);
    return {
      headers,
      body: async () => ({
        ...ute,
        category: '',
        website: '',
        challenge: await opened(),
      }),
    };
  },
};

let invited = 0;

async function invitation(w: World): Promise<string> {
  invited += 1;
  const email = `new${invited}@brightline.example`;
  await w.as('bea').post('/people/invitations', { email, roleId: 'role_partner_member' });
  await w.settle();
  const [mail] = await w.db.reader.select().from(mails).where(eq(mails.toAddress, email));
  return /code=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

/** A world in which a route can be called again and again. */
export async function openRoute(route: string): Promise<{ w: World; send: Send }> {
  const w = await world();
  const guard = guards[route];
  const open = await OPEN[route]?.(w);
  if (open) return { w, send: asGuest(w, route, open) };
  const one = (guard && 'public' in guard ? guard.cases : guard)?.findLast(({ body }) => body);
  if (!one) throw new Error(`nothing says how ${route} is called`);
  await one.given?.(w);
  return { w, send: asOwner(w, route, one) };
}

const asGuest = (w: World, route: string, open: Opened): Send => {
  const client = w.guest();
  const [method = '', path = ''] = route.split(' ');
  return async (tries) => {
    await w.db.direct.delete(rateLimits);
    const body = filled(await open.body(), tries);
    const { headers = {} } = open;
    return told(await client.send(path, { method, body, headers }), path, {});
  };
};

const asOwner = (w: World, route: string, one: Case): Send => {
  const client = w.as(one.owner);
  const [method = '', path = ''] = route.split(' ');
  const make = async (): Promise<Thing> => (await one.thing?.(w)) ?? {};
  let thing: Thing | undefined;

  return async function send(tries): Promise<Told> {
    const about = (thing ??= await make());
    const address = path.replaceAll(/:(\w+)/g, (_, name: string) => about.params?.[name] ?? '');
    const beside = tries.map(({ field }) => BESIDE[named(field)]);
    const whole = Object.assign({}, one.body?.(about, w), ...beside);
    const answer = await client.send(address, {
      method,
      body: filled(whole, tries),
      ...(one.versioned ? { headers: { 'if-match': `"${about.version ?? 1}"` } } : {}),
    });
    const heard = await told(answer, address, about);
    thing = next(about, heard, one);
    // What was done to the thing before may have ended what can be done with it.
    return heard.status === 409 && thing === undefined ? send(tries) : heard;
  };
};

const filled = (body: unknown, tries: Try[]) =>
  tries.reduce((so, { field, text }) => placed(so, field.place, text), body);

/** What the next text is tried on; a new thing where this one is used up. */
function next(thing: Thing, { status, answer }: Told, { body, versioned }: Case): Thing | undefined {
  if (status === 409 && thing.params) return undefined;
  if (status >= 300) return thing;
  if (body?.length) return undefined;
  const version = (answer as { version?: number } | null)?.version;
  if (version !== undefined) return { ...thing, version };
  return versioned ? undefined : thing;
}

async function told(response: Response, address: string, thing: Thing): Promise<Told> {
  const text = await response.text();
  return { status: response.status, answer: text ? JSON.parse(text) : null, address, thing };
}
