import { and, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import type { Scope } from '#api/core/scope.ts';
import { LEADING, presetId } from '#api/people/roles.ts';
import { domainOf } from '#db/columns.ts';
import type { AccountKind } from '#db/enums.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { isFreeMail } from './free-mail.ts';

const MOST = 20;
const query = new QueryBuilder();

/** What an address says of a company: nothing where anybody can have such an address. */
export function mailDomainOf(email: string): string | null {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return isFreeMail(domain) ? null : domain;
}

export function webDomainOf(website: string | null | undefined): string | null {
  if (!website || !URL.canParse(website)) return null;
  const host = new URL(website).hostname.toLowerCase().replace(/^www\./, '');
  return isFreeMail(host) ? null : host;
}

/** Websites are kept as people wrote them, so an index is asked for each way of writing one. */
const atWebsite = (domain: string): SQL[] =>
  ['https://', 'https://www.', 'http://', 'http://www.', '', 'www.']
    .map((start) => `${start}${domain}`)
    .flatMap((site) => [
      sql`website collate nocase = ${site}`,
      // Whatever comes after a slash: "0" is the sign that follows it.
      sql`(website collate nocase >= ${`${site}/`} and website collate nocase < ${`${site}0`})`,
    ]);

export type Matched = { id: string; name: string; kind: AccountKind };

/** Companies that are open and whose website, contacts or people are of one of these domains. */
export async function companiesOf(scope: Scope, domains: string[]): Promise<Matched[]> {
  if (!domains.length) return [];
  const ofContacts = query
    .select({ id: contacts.accountId })
    .from(contacts)
    .where(inArray(domainOf, domains));
  const ofPeople = query
    .select({ id: memberships.accountId })
    .from(people)
    .innerJoin(memberships, and(eq(memberships.personId, people.id), isNull(memberships.endedAt)))
    .where(inArray(domainOf, domains));
  const theirs = or(
    ...domains.flatMap(atWebsite),
    inArray(accounts.id, ofContacts),
    inArray(accounts.id, ofPeople),
  );
  return scope
    .pick(
      accounts,
      { id: accounts.id, name: accounts.name, kind: accounts.kind },
      and(theirs, isNull(accounts.closedAt)),
    )
    .limit(MOST);
}

/** The one customer to which people of this domain belong, if there is somebody who answers for it. */
export async function customerOf(house: Scope, domain: string | null): Promise<string | undefined> {
  if (!domain) return undefined;
  const found = (await companiesOf(house, [domain])).filter(({ kind }) => kind === 'customer');
  const [only] = found;
  if (!only || found.length > 1) return undefined;
  const [leader] = await house
    .pick(
      memberships,
      { id: memberships.id },
      and(
        eq(memberships.accountId, only.id),
        eq(memberships.roleId, presetId('customer', LEADING.customer)),
        isNull(memberships.endedAt),
      ),
    )
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .limit(1);
  return leader && only.id;
}
