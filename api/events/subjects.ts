import { inArray } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

import type { Scope } from '#api/core/scope.ts';
import type { Guarded } from '#db/access.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { applications } from '#db/schema/applications.ts';
import { translations } from '#db/schema/articles.ts';
import { imports } from '#db/schema/imports.ts';
import { macros } from '#db/schema/macros.ts';
import { mailboxes } from '#db/schema/mailboxes.ts';
import { materials } from '#db/schema/materials.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { invitations, people, roles } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';
import { requests } from '#db/schema/requests.ts';
import { sites } from '#db/schema/sites.ts';
import { ssoConnections, ssoDomains } from '#db/schema/sso.ts';
import { tokens } from '#db/schema/tokens.ts';
import { views } from '#db/schema/views.ts';

export type Named = { id: string; name: string };

type Naming = { table: Guarded; id: SQLiteColumn; name: SQLiteColumn };

/** Where the name of a thing stands that an event is about. */
const naming: Record<string, Naming[]> = {
  account: [{ table: accounts, id: accounts.id, name: accounts.name }],
  application: [{ table: applications, id: applications.id, name: applications.company }],
  article: [{ table: translations, id: translations.articleId, name: translations.title }],
  domain: [{ table: ssoDomains, id: ssoDomains.id, name: ssoDomains.domain }],
  contact: [{ table: contacts, id: contacts.id, name: contacts.name }],
  import: [{ table: imports, id: imports.id, name: imports.fileName }],
  macro: [{ table: macros, id: macros.id, name: macros.name }],
  mailbox: [{ table: mailboxes, id: mailboxes.id, name: mailboxes.address }],
  material: [{ table: materials, id: materials.id, name: materials.title }],
  opportunity: [{ table: opportunities, id: opportunities.id, name: opportunities.title }],
  person: [
    { table: people, id: people.id, name: people.name },
    { table: invitations, id: invitations.id, name: invitations.email },
  ],
  product: [{ table: products, id: products.id, name: products.name }],
  request: [{ table: requests, id: requests.id, name: requests.subject }],
  role: [{ table: roles, id: roles.id, name: roles.name }],
  site: [{ table: sites, id: sites.id, name: sites.name }],
  sso: [{ table: ssoConnections, id: ssoConnections.id, name: ssoConnections.issuer }],
  token: [{ table: tokens, id: tokens.id, name: tokens.name }],
  view: [{ table: views, id: views.id, name: views.name }],
};

/**
 * The names of what events are about, as far as the reader reaches it: one query per kind of thing on the page. What
 * it does not reach any more has no name.
 */
export async function namesOf(
  scope: Scope,
  about: { subjectType: string; subjectId: string }[],
): Promise<Map<string, string>> {
  const byType = Object.entries(Object.groupBy(about, ({ subjectType }) => subjectType));
  const found = await Promise.all(
    byType.flatMap(([type, rows = []]) =>
      (naming[type] ?? []).map(({ table, id, name }) => {
        const ids = [...new Set(rows.map(({ subjectId }) => subjectId))];
        return scope.pick(table, { id, name }, inArray(id, ids)) as unknown as Promise<Named[]>;
      }),
    ),
  );
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}
