import { sql } from 'drizzle-orm';

import type { Database } from '#db/client.ts';
import { world, type Name, type World } from '../support/world.ts';
import { compare } from './support/measure.ts';

const FEW = 10_000;
const MANY = 1_000_000;
/** What the actors themselves have, in the small house as in the large one. */
const OWN = 500;
const OTHER_ACCOUNTS = 2_000;

type Act = (w: World) => Promise<unknown>;

/** scale.*: the same act in a house with a million rows and in one with ten thousand, by actors who reach as many. */
export async function run(): Promise<void> {
  const [few, many] = [await house(FEW), await house(MANY)];
  const measure = async (name: string, act: Act) =>
    compare(
      `scale.${name}`,
      20,
      () => act(many),
      () => act(few),
    );

  const get = (who: Name, path: string) => async (w: World) => {
    const answer = await w.as(who).get(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };
  await measure('requests.customer', get('dan', '/requests?tab=all'));
  await measure('requests.partner', get('bea', '/requests?tab=all'));
  await measure('requests.staff', get('abe', '/requests?sort=due'));
  await measure('requests.staff.number', get('abe', '/requests?tab=all&q=REQ-100007'));
  await measure('opportunities.partner', get('bea', '/opportunities'));
  await measure('opportunities.partner.stage', get('bea', '/opportunities?stage=propose'));
  await measure('opportunities.staff', get('max', '/opportunities'));
  await measure('requests.submit', (w) =>
    w.as('dan').post('/requests', { subject: 'One more', body: 'It drips.', category: 'question' }),
  );
  for (const { db } of [few, many]) db.close();
}

async function house(rows: number): Promise<World> {
  const w = await world();
  await fill(w.db, rows);
  await Promise.all((['dan', 'bea', 'abe', 'max'] as const).map((who) => w.as(who).get('/requests')));
  return w;
}

/** Written in the database itself, which makes a million rows in seconds. */
async function fill({ direct, writing }: Database, rows: number): Promise<void> {
  for (const pragma of ['cache_size = -1000000', 'synchronous = off', 'foreign_keys = off']) {
    await writing.execute(`pragma ${pragma}`);
  }
  const counting = (to: number) =>
    sql`with recursive counting(n) as (select 0 union all select n + 1 from counting where n + 1 < ${int(to)})`;
  const now = int(Date.now());
  const owner = sql`case when n < ${int(OWN)} then 'acc_dune' else 'acc_s' || (n % ${int(OTHER_ACCOUNTS)}) end`;
  const moment = sql`${now} - n * 60000`;

  await direct.run(sql`
    insert into accounts (id, kind, name, search_text, version, created_at, updated_at)
    ${counting(OTHER_ACCOUNTS)}
    select 'acc_s' || n, iif(n % 10, 'customer', 'partner'), 'Company ' || n, 'company ' || n, 1, ${now}, ${now}
    from counting`);
  await direct.run(sql`
    insert into requests (id, number, account_id, requester_id, category, priority, status, subject, locale, due_at,
      last_message_at, last_side, last_seq, search_text, version, created_at, updated_at)
    ${counting(rows)}
    select printf('req_%026d', n), 100000 + n, ${owner}, iif(n < ${int(OWN)}, 'per_dan', null), 'question', 'normal',
      iif(n % 4, 'in_progress', 'waiting_customer'), 'Gateway ' || n || ' shows no values', 'en', ${moment},
      ${moment}, 'customer', 1, 'gateway ' || n, 1, ${moment}, ${moment}
    from counting`);
  await direct.run(sql`
    insert into opportunities (id, account_id, customer_id, owner_id, title, stage, stage_since, amount, currency,
      close_on, shared, last_activity_at, search_text, version, created_at, updated_at)
    ${counting(rows)}
    select printf('opp_%026d', n), iif(n < ${int(OWN)}, 'acc_brightline', 'acc_s' || (n % ${int(OTHER_ACCOUNTS)} / 10 * 10)),
      'acc_dune', iif(n < ${int(OWN)}, 'per_bea', 'per_cleo'), 'Line ' || n,
      case n % 4 when 0 then 'qualify' when 1 then 'propose' when 2 then 'won' else 'lost' end, ${moment}, 100000,
      'EUR', date(${now} / 1000 + n % 400 * 86400, 'unixepoch'), n % 3 = 0, ${moment}, 'line ' || n, 1, ${moment},
      ${moment}
    from counting`);
  for (const pragma of ['cache_size = -2000', 'synchronous = full', 'foreign_keys = on']) {
    await writing.execute(`pragma ${pragma}`);
  }
}

/** Written out: the driver binds every number as a floating one, and 7.0 is no part of a name. */
const int = (value: number) => sql.raw(String(value));
