import { and, eq, or, sql, type SQL } from 'drizzle-orm';

import { isMember, levelOf } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { ACCESS, type Guarded } from '#db/access.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { applications } from '#db/schema/applications.ts';
import { articles } from '#db/schema/articles.ts';
import { events } from '#db/schema/events.ts';
import { imports } from '#db/schema/imports.ts';
import { inboundMails, mailboxes } from '#db/schema/mailboxes.ts';
import { macros } from '#db/schema/macros.ts';
import { materials } from '#db/schema/materials.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { memberships, people, roles } from '#db/schema/people.ts';
import { archives, erasures, retentionRuns } from '#db/schema/privacy.ts';
import { products } from '#db/schema/products.ts';
import { requests } from '#db/schema/requests.ts';
import { sites } from '#db/schema/sites.ts';
import { ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import { tokens } from '#db/schema/tokens.ts';
import { views } from '#db/schema/views.ts';
import type { Subject } from './schemas.ts';

const tables: Record<Subject, Guarded> = {
  account: accounts,
  application: applications,
  article: articles,
  contact: contacts,
  domain: ssoDomains,
  import: imports,
  inbound: inboundMails,
  macro: macros,
  mailbox: mailboxes,
  material: materials,
  membership: memberships,
  opportunity: opportunities,
  person: people,
  product: products,
  request: requests,
  archive: archives,
  erasure: erasures,
  retention: retentionRuns,
  role: roles,
  // Only staff hears of them.
  settings: accounts,
  site: sites,
  sso: ssoConnections,
  token: tokens,
  view: views,
};

/**
 * The activity is no second door: whoever may not read a kind of thing is not told what happens to it, and whoever
 * sees only his own is told of his own. What somebody did himself he always knows.
 */
export function knowable(scope: Scope): SQL | undefined {
  const { actor } = scope;
  if (!isMember(actor)) return undefined;
  const kinds = Object.entries(tables).map(([type, table]) => ({
    type,
    table,
    level: levelOf(actor, table[ACCESS].right),
  }));
  if (kinds.every(({ level }) => level !== undefined && level !== 'own')) return undefined;

  const open = kinds.filter(({ level }) => level !== undefined && level !== 'own').map(({ type }) => type);
  const own = kinds.filter(({ level }) => level === 'own');
  // The plus keeps SQLite with the index that has the rows in the order wanted.
  return or(
    sql`+${events.subjectType} in ${open}`,
    sql`+${events.actorId} = ${actor.personId}`,
    ...own.map(({ type, table }) =>
      and(
        sql`+${events.subjectType} = ${type}`,
        sql`exists ${scope.pick(table, { one: sql`1` }, eq(table.id, events.subjectId))}`,
      ),
    ),
  );
}
