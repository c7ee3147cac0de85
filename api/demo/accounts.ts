import { eq } from 'drizzle-orm';

import { HOUSE_ID } from '#api/core/house.ts';
import { presetId } from '#api/people/roles.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { accounts, contacts, engagements } from '#db/schema/accounts.ts';
import { memberships, passwords, people } from '#db/schema/people.ts';
import * as content from './content/index.ts';
import type { Account, AccountKey, Moment, PersonKey } from './content/index.ts';
import { accountId, accountOf, personId, type Story } from './story.ts';

/** What people corrected over the last weeks; the value it has now is in the content. */
const corrections: {
  account: AccountKey;
  by: PersonKey;
  at: Moment;
  field: 'phone' | 'street';
  before: string;
}[] = [
  { account: 'dune', by: 'ben', at: { daysAgo: 16, at: '10:22' }, field: 'phone', before: '+1 520 555 0104' },
  {
    account: 'ember',
    by: 'emil',
    at: { daysAgo: 29, at: '08:51' },
    field: 'street',
    before: 'Kilnside Works',
  },
  {
    account: 'fjord',
    by: 'cleo',
    at: { daysAgo: 5, at: '11:34' },
    field: 'phone',
    before: '+46 40 628 04 00',
  },
  {
    account: 'granite',
    by: 'ada',
    at: { daysAgo: 21, at: '13:07' },
    field: 'street',
    before: 'Calle Cantera, 18',
  },
];

/** Companies, who works there and who serves whom. The house is there already and gets its name. */
export function tellAccounts(story: Story, passwordHash: string): void {
  for (const account of content.accounts) tellAccount(story, account);
  tellPeople(story, passwordHash);
  tellContacts(story);
  tellEngagements(story);
  for (const { account, by, at, field, before } of corrections) {
    const { [field]: after } = columnsOf(accountOf(account));
    story.happened({
      name: 'account.changed',
      at: story.at(at),
      by,
      subject: { id: accountId(account), accountId: accountId(account) },
      values: { [field]: { before, after, audience: 'account' } },
    });
  }
}

function tellAccount(story: Story, account: Account) {
  const columns = columnsOf(account);
  const createdAt = story.at(account.since);
  const corrected = corrections.find((one) => one.account === account.key);
  const stamps = { createdAt, updatedAt: corrected ? story.at(corrected.at) : createdAt };
  if (account.kind === 'house') story.change(accounts, { ...columns, ...stamps }, eq(accounts.id, HOUSE_ID));
  else story.insert(accounts, [{ id: accountId(account.key), kind: account.kind, ...columns, ...stamps }]);
}

function columnsOf({ name, website, phone, industry, size, address }: Account) {
  const city = address.region ? `${address.city}, ${address.region}` : address.city;
  return {
    name,
    website,
    phone,
    industry,
    employees: size,
    street: address.lines.join(', '),
    city,
    postcode: address.postcode,
    country: address.country,
    searchText: fold(name, city, website, industry),
  };
}

function tellPeople(story: Story, hash: string) {
  const since = (account: AccountKey) => {
    const createdAt = story.at(accountOf(account).since);
    return { createdAt, updatedAt: createdAt };
  };
  story.insert(
    people,
    content.people.map(({ key, account, name, email, locale, zone }) => ({
      id: personId(key),
      name,
      email,
      locale,
      zone,
      ...since(account),
    })),
  );
  story.insert(
    memberships,
    content.people.map(({ key, account, role }) => ({
      id: `mem_${key}`,
      personId: personId(key),
      accountId: accountId(account),
      roleId: presetId(accountOf(account).kind, role),
      ...since(account),
    })),
  );
  story.insert(
    passwords,
    content.people.map(({ key, account }) => ({
      personId: personId(key),
      hash,
      changedAt: since(account).createdAt,
    })),
  );
}

/** The people of the partners are whom the house calls there, so they are contacts, too. */
function tellContacts(story: Story) {
  const atPartners = content.people.filter(({ account }) => accountOf(account).kind === 'partner');
  story.insert(
    contacts,
    [...content.contacts, ...atPartners].map(({ account, name, email, phone, title }) => {
      const createdAt = story.at(accountOf(account).since);
      return {
        id: newId('con'),
        accountId: accountId(account),
        name,
        email,
        phone,
        title,
        createdAt,
        updatedAt: createdAt,
      };
    }),
  );
}

/** Whoever came first edits what it sees; a second partner of the same customer reads. */
function tellEngagements(story: Story) {
  const first = new Map(content.engagements.toReversed().map(({ customer, partner }) => [customer, partner]));
  story.insert(
    engagements,
    content.engagements.map(({ partner, customer, rights, since }) => {
      const level = first.get(customer) === partner ? 'edit' : 'read';
      const createdAt = story.at(since);
      return {
        id: newId('eng'),
        partnerId: accountId(partner),
        customerId: accountId(customer),
        ...Object.fromEntries(rights.map((right) => [right, level])),
        createdAt,
        updatedAt: createdAt,
      };
    }),
  );
}
