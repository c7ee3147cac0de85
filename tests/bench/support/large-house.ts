import { sql } from 'drizzle-orm';

import type { Database } from '#db/client.ts';

/** What the actors themselves have, in a small house as in a large one. */
const OWN = 500;
const OTHER_ACCOUNTS = 2_000;

/** So many requests and opportunities, written in the database itself, which makes a million rows in seconds. */
export async function fillLarge({ direct, writing }: Database, rows: number): Promise<void> {
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
