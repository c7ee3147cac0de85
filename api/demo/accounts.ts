import { eq } from 'drizzle-orm';

import { searchTextOf } from '#api/accounts/search-text.ts';
import { hashPassword } from '#api/auth/passwords.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { presetId } from '#api/people/roles.ts';
import { newId } from '#db/ids.ts';
import { accounts, contacts, engagements } from '#db/schema/accounts.ts';
import { memberships, passwords, people } from '#db/schema/people.ts';
import * as content from './content/index.ts';
import type { Account, AccountKey } from './content/index.ts';
import { DEMO_PASSWORD } from './password.ts';
import { accountId, accountOf, personId, type Story } from './story.ts';

/** What everybody's password is kept as. */
export const demoHash = () => hashPassword(DEMO_PASSWORD);

/** Companies, who works there and who serves whom. The house is there already and gets its name. */
export function tellAccounts(story: Story, passwordHash: string): void {
  for (const account of content.accounts) tellAccount(story, account);
  tellPeople(story, passwordHash);
  tellDealings(story);
  tellContacts(story);
  tellEngagements(story);
  for (const { account, by, at, field, before } of content.corrections) {
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
  const corrected = content.corrections.find((one) => one.account === account.key);
  const stamps = { createdAt, updatedAt: corrected ? story.at(corrected.at) : createdAt };
  if (account.kind === 'house') story.change(accounts, { ...columns, ...stamps }, eq(accounts.id, HOUSE_ID));
  else story.insert(accounts, [{ id: accountId(account.key), kind: account.kind, ...columns, ...stamps }]);
}

function columnsOf(account: Account) {
  const { name, website, phone, industry, size, street, postcode, country, region, under } = account;
  const city = region ? `${account.city}, ${region}` : account.city;
  return {
    name,
    website,
    phone,
    industry,
    employees: size,
    street,
    city,
    postcode,
    country,
    parentId: under ? accountId(accountOf(under).key) : null,
    searchText: searchTextOf({ name, city, website, industry }),
  };
}

const MINOR_UNITS = 100;

/** Their managers are people, who come after the companies. */
function tellDealings(story: Story) {
  for (const { account, credit, manager, remark, ...facts } of content.dealings)
    story.change(
      accounts,
      {
        ...facts,
        creditLimit: credit ? credit.limit * MINOR_UNITS : null,
        creditCurrency: credit?.currency ?? null,
        managerId: personId(manager),
        remark: remark || null,
      },
      eq(accounts.id, accountId(accountOf(account).key)),
    );
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

function tellEngagements(story: Story) {
  story.insert(
    engagements,
    content.engagements.map(({ partner, customer, contacts: people, since, ...opened }) => {
      const createdAt = story.at(since);
      return {
        id: newId('eng'),
        partnerId: accountId(accountOf(partner).key),
        customerId: accountId(accountOf(customer).key),
        ...opened,
        contacts: people,
        createdAt,
        updatedAt: createdAt,
      };
    }),
  );
}
