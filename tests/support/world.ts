import { join } from 'node:path';

import { searchTextOf } from '#api/accounts/search-text.ts';
import { createApp } from '#api/app.ts';
import { guest, system, type Actor, type Member } from '#api/core/actor.ts';
import { readConfig } from '#api/core/config.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { openLog } from '#api/core/log.ts';
import { Scope } from '#api/core/scope.ts';
import { presetId, presets } from '#api/people/roles.ts';
import { openPortico, type Portico } from '#api/portico.ts';
import type { Database } from '#db/client.ts';
import type { AccountKind } from '#db/enums.ts';
import { accounts, contacts, engagements } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { folder, freshDatabase } from './database.ts';

/** The accounts of the cast. Two partners serve Dune Labs and must see nothing of each other. */
export const places = {
  house: { id: HOUSE_ID, kind: 'house', name: 'Northlight Instruments' },
  brightline: { id: 'acc_brightline', kind: 'partner', name: 'Brightline Automation' },
  cobalt: { id: 'acc_cobalt', kind: 'partner', name: 'Cobalt Systems' },
  dune: { id: 'acc_dune', kind: 'customer', name: 'Dune Labs' },
  ember: { id: 'acc_ember', kind: 'customer', name: 'Ember Foods' },
  fjord: { id: 'acc_fjord', kind: 'customer', name: 'Fjord Logistics' },
} as const;

/** Everybody in every test is one of these people, so that a test reads like a short story. */
export const cast = {
  ada: { account: 'house', role: 'admin', name: 'Ada Lindqvist', locale: 'en' },
  max: { account: 'house', role: 'manager', name: 'Max Orlov', locale: 'en' },
  abe: { account: 'house', role: 'agent', name: 'Abe Okafor', locale: 'en' },
  eve: { account: 'house', role: 'editor', name: 'Eve Marchetti', locale: 'en' },
  bea: { account: 'brightline', role: 'owner', name: 'Bea Sandoval', locale: 'en' },
  ben: { account: 'brightline', role: 'member', name: 'Ben Whitfield', locale: 'en' },
  cleo: { account: 'cobalt', role: 'owner', name: 'Cleo Petrova', locale: 'ru' },
  dan: { account: 'dune', role: 'owner', name: 'Dan Reyes', locale: 'en' },
  dora: { account: 'dune', role: 'member', name: 'Dora Klein', locale: 'en' },
  emil: { account: 'ember', role: 'owner', name: 'Emil Novak', locale: 'en' },
  freja: { account: 'fjord', role: 'owner', name: 'Freja Holm', locale: 'es' },
} as const satisfies Record<
  string,
  { account: keyof typeof places; role: string; name: string; locale: 'en' | 'es' | 'ru' }
>;

export type Name = keyof typeof cast;
export type World = Awaited<ReturnType<typeof world>>;

let made = 0;

/** The cast in the house that it works with. */
async function bringIn(db: Database): Promise<void> {
  await db.direct.insert(accounts).values(
    Object.values(places)
      .filter(({ kind }) => kind !== 'house')
      .map((place) => ({
        ...place,
        website: `https://${place.id.slice(4)}.example`,
        city: 'Porto',
        searchText: searchTextOf(place),
      })),
  );
  await db.direct.insert(engagements).values([
    {
      id: 'eng_bd',
      partnerId: 'acc_brightline',
      customerId: 'acc_dune',
      identity: 'edit',
      commercial: 'edit',
      contacts: 'edit',
      requests: 'read',
    },
    {
      id: 'eng_be',
      partnerId: 'acc_brightline',
      customerId: 'acc_ember',
      identity: 'read',
      commercial: 'read',
      contacts: 'none',
    },
    {
      id: 'eng_cd',
      partnerId: 'acc_cobalt',
      customerId: 'acc_dune',
      identity: 'read',
      commercial: 'read',
      contacts: 'read',
    },
  ]);
  await db.direct.insert(contacts).values([
    {
      id: 'con_dune',
      accountId: 'acc_dune',
      name: 'Dalia Moreau',
      title: 'Plant manager',
      email: 'dalia@dune.example',
    },
    {
      id: 'con_fjord',
      accountId: 'acc_fjord',
      name: 'Finn Aas',
      title: 'Buyer',
      email: 'finn@fjord.example',
    },
  ]);
  const everybody = Object.entries(cast) as [Name, (typeof cast)[Name]][];
  await db.direct.insert(people).values(
    everybody.map(([key, { name, locale }]) => ({
      id: `per_${key}`,
      email: `${key}@${cast[key].account}.example`,
      name,
      locale,
      zone: 'Europe/Lisbon',
    })),
  );
  await db.direct.insert(memberships).values(
    everybody.map(([key, { account, role }]) => ({
      id: `mem_${key}`,
      personId: `per_${key}`,
      accountId: places[account].id,
      roleId: presetId(places[account].kind, role),
    })),
  );
}

/** A whole installation with the cast in it, on a database and a folder of its own. */
export async function world(environment: Record<string, string> = {}) {
  const db = await freshDatabase({ name: 'cast', fill: bringIn });
  made += 1;
  const config = readConfig({ NODE_ENV: 'test', PORTICO_DATA: join(folder, `data-${made}`), ...environment });
  const portico = await openPortico(config, db, openLog('silent'));
  const app = createApp(portico);
  return {
    db,
    portico,
    app,
    as: (name: Name) => ({ ...client(portico, app, name), actor: actorOf(name) }),
    guest: () => client(portico, app, undefined),
    system: new Scope(portico.base, system('test')),
    /** Lets everything follow that follows from what has happened so far. */
    settle: () => portico.worker.drain(),
  };
}

type Init = { method: string; body?: unknown; headers?: Record<string, string> };

function client(portico: Portico, app: ReturnType<typeof createApp>, name: Name | undefined) {
  let cookie: Promise<string> | undefined;
  const signedIn = () =>
    (cookie ??= name
      ? portico.auth
          .openSession({ personId: `per_${name}`, membershipId: `mem_${name}` }, 2)
          .then((set) => set.split(';')[0] ?? '')
      : Promise.resolve(''));

  async function send(path: string, { method, body, headers = {} }: Init): Promise<Response> {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
    return app.request(`/api${path}`, {
      method,
      headers: {
        cookie: await signedIn(),
        'sec-fetch-site': 'same-origin',
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as BodyInit) }),
    });
  }

  return {
    scope: new Scope(portico.base, actorOf(name)),
    cookie: signedIn,
    send,
    get: (path: string, headers?: Record<string, string>) =>
      send(path, { method: 'GET', ...(headers ? { headers } : {}) }),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send(path, { method: 'POST', body: body ?? {}, ...(headers ? { headers } : {}) }),
    put: (path: string, body?: unknown, headers?: Record<string, string>) =>
      send(path, { method: 'PUT', body: body ?? {}, ...(headers ? { headers } : {}) }),
    /** Names the version that was read, as an update must. */
    patch: (path: string, version: number, body: unknown) =>
      send(path, { method: 'PATCH', body, headers: { 'if-match': `"${version}"` } }),
    delete: (path: string, headers?: Record<string, string>) =>
      send(path, { method: 'DELETE', ...(headers ? { headers } : {}) }),
  };
}

export function actorOf(name: Name): Member;
export function actorOf(name: Name | undefined): Actor;
export function actorOf(name: Name | undefined): Actor {
  if (!name) return guest;
  const { account, role } = cast[name];
  const { id, kind } = places[account];
  const { rights = {}, fields = {} } =
    presets.find((preset) => preset.kind === kind && preset.key === role) ?? {};
  const actorKind: Record<AccountKind, 'staff' | 'partner' | 'customer'> = {
    house: 'staff',
    partner: 'partner',
    customer: 'customer',
  };
  return {
    kind: actorKind[kind],
    personId: `per_${name}`,
    accountId: id,
    membershipId: `mem_${name}`,
    rights,
    fields,
  };
}
