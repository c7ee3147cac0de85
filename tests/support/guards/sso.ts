import { ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import type { World } from '#tests/support/world.ts';
import type { Guards, Thing } from './case.ts';

const settings = {
  issuer: 'https://login.wombat.example',
  clientId: 'wombat',
  clientSecret: 'a wombat knows it',
  roleId: 'role_partner_member',
};

type Change = Partial<typeof ssoConnections.$inferInsert>;

/** A connection of Brightline that can be made the only way in; Bea can come in past it. */
const connected =
  (change: Change = {}) =>
  async (w: World): Promise<Thing> => {
    const { clientSecret: _secret, ...rest } = settings;
    await w.db.direct.delete(ssoConnections);
    const row = { accountId: 'acc_brightline', ...rest, roleRules: [], breakGlass: ['mem_bea'], ...change };
    const [made] = await w.db.direct.insert(ssoConnections).values(row).returning();
    const id = made?.id ?? '';
    return { params: { id }, version: 1, words: [id, 'wombat'] };
  };

const domain =
  (change: Partial<typeof ssoDomains.$inferInsert> = {}) =>
  async (w: World): Promise<Thing> => {
    await w.db.direct.delete(ssoDomains);
    const row = { accountId: 'acc_brightline', domain: 'wombat.example', proof: 'a-proof', ...change };
    const [made] = await w.db.direct.insert(ssoDomains).values(row).returning();
    const id = made?.id ?? '';
    return { params: { id }, version: 1, words: [id, 'wombat'] };
  };

/** Somebody who shows two factors of her own. */
const glass = async (w: World) => {
  await w.db.direct.$client.execute(
    `insert into passkeys (id, person_id, credential_id, public_key, counter, transports, label, synced, created_at)
     values ('pky_bea', 'per_bea', 'a', 'b', 0, '[]', 'Key', 0, 0)`,
  );
  await w.db.direct
    .insert(ssoDomains)
    .values({ accountId: 'acc_brightline', domain: 'w.example', proof: '-', verifiedAt: new Date() });
};

const outsiders = { max: 404, cleo: 404 } as const;
const keepers = { owner: 'bea', also: ['ada'], told: outsiders } as const;
const now = new Date();

export const ssoGuards: Guards = {
  'GET /sso': [
    { owner: 'bea', thing: connected(), queries: [''] },
    {
      owner: 'bea',
      also: ['ada'],
      told: { cleo: 404, dan: 404, emil: 404, freja: 404 },
      thing: connected(),
      queries: ['?account=acc_brightline'],
    },
  ],
  'POST /sso/connections': [{ owner: 'bea', also: ['cleo'], body: () => settings }],
  'GET /sso/connections/:id': [{ owner: 'bea', also: ['ada'], thing: connected() }],
  'PATCH /sso/connections/:id': [
    { ...keepers, thing: connected(), versioned: true, body: () => ({ clientId: 'numbat' }) },
  ],
  'DELETE /sso/connections/:id': [{ ...keepers, thing: connected(), versioned: true }],
  'PUT /sso/connections/:id/enforcement': [
    { ...keepers, given: glass, thing: connected({ triedAt: now }), versioned: true },
  ],
  'DELETE /sso/connections/:id/enforcement': [
    { ...keepers, thing: connected({ enforcedAt: now }), versioned: true },
  ],
  'PUT /sso/connections/:id/break-glass': [
    {
      ...keepers,
      given: glass,
      thing: connected(),
      versioned: true,
      body: () => ({ memberships: ['mem_bea'] }),
    },
  ],
  'POST /sso/domains': [{ owner: 'bea', also: ['cleo', 'dan'], body: () => ({ domain: 'wombat.example' }) }],
  'PUT /sso/domains/:id/verification': [
    { ...keepers, thing: domain({ verifiedAt: now, verifiedBy: 'dns' }) },
  ],
  'PUT /sso/domains/:id/vouching': [
    {
      owner: 'ada',
      told: Object.fromEntries(
        ['max', 'abe', 'eve', 'bea', 'ben', 'cleo', 'dan', 'dora', 'emil', 'freja'].map((name) => [
          name,
          403,
        ]),
      ),
      thing: domain(),
    },
  ],
  'DELETE /sso/domains/:id': [{ ...keepers, thing: domain(), versioned: true }],
};
