import { inArray, or, sql } from 'drizzle-orm';

import { can } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { sameWord } from '#api/imports/cells.ts';
import { rejected, type Candidate, type Planner, type Step } from '#api/imports/plan.ts';
import { newId } from '#db/ids.ts';
import { contacts, type Account, type Contact } from '#db/schema/accounts.ts';
import { CONTACT_HISTORY } from './contacts.ts';
import { accountsNamed, oneNamed } from './importing.ts';
import type { ImportContact } from './schemas.ts';

type Books = { accounts: Map<string, Account[]>; contacts: Contact[]; made: Set<string> };

/** Contacts: known by an earlier key, or by address, or name where there is none, within their company. */
export const planContacts: Planner<ImportContact> = async (scope, rows) => {
  allow(can(scope.actor, 'accounts.edit'));
  const accounts = await accountsNamed(
    scope,
    rows.map(({ values }) => values.account),
  );
  const books = { accounts, contacts: await candidates(scope, rows, accounts), made: new Set<string>() };
  return rows.map((row) => planOne(row, books));
};

async function candidates(scope: Scope, rows: Candidate<ImportContact>[], found: Map<string, Account[]>) {
  const known = rows.flatMap((row) => row.known ?? []);
  const ids = [...found.values()].flat().map(({ id }) => id);
  const emails = rows.flatMap(({ values }) => values.email ?? []);
  const names = rows.flatMap(({ values }) => values.name ?? []);
  const [earlier, same] = await Promise.all([
    known.length ? scope.select(contacts, inArray(contacts.id, known)) : [],
    ids.length
      ? scope.select(
          contacts,
          or(
            emails.length ? inArray(contacts.email, emails) : undefined,
            sql`${inArray(contacts.accountId, ids)} and ${inArray(contacts.name, names)}`,
          ),
        )
      : [],
  ]);
  return [...earlier, ...same];
}

function planOne({ values, reasons, known }: Candidate<ImportContact>, books: Books): Step {
  const { account, reasons: missing } = oneNamed(books.accounts, values.account, 'account');
  const { key: _, account: _name, name, ...facts } = values;
  if (reasons.length || !account || name === undefined) return rejected(...reasons, ...missing);
  const before = books.contacts.find((one) =>
    known ? one.id === known : one.accountId === account.id && isSame(one, { ...facts, name }),
  );
  const against = fixed(before, account, known);
  if (against) return rejected(against);
  return before ? changed(before, { ...facts, name }) : created(account, { ...facts, name }, books);
}

function fixed(before: Contact | undefined, account: Account, known: string | undefined): string | undefined {
  if (known && !before) return 'row.out_of_reach';
  return before && before.accountId !== account.id ? 'account.fixed' : undefined;
}

type Facts = Omit<ImportContact, 'key' | 'account'>;

const isSame = (one: Contact, { email, name }: Facts) =>
  email ? one.email === email : sameWord(one.name) === sameWord(name);

function created(account: Account, facts: Facts, { made }: Books): Step {
  const word = `${account.id} ${facts.email ?? sameWord(facts.name)}`;
  if (made.has(word)) return rejected('row.twice');
  made.add(word);
  const id = newId('con');
  return {
    fate: 'created',
    id,
    write: (write) => void write.insert(contacts, { ...facts, id, accountId: account.id }),
  };
}

function changed(contact: Contact, facts: Facts): Step {
  const { id, accountId } = contact;
  const values = changes(contact, facts, CONTACT_HISTORY);
  if (!Object.keys(values).length) return { fate: 'unchanged', id };
  return {
    fate: 'changed',
    id,
    write: (write) => {
      write.update(contacts, contact, facts);
      write.record('contact.changed', { id, accountId }, { values });
    },
  };
}
