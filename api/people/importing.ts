import { inArray, or } from 'drizzle-orm';

import { can, type Actor } from '#api/core/actor.ts';
import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { rejected, type Candidate, type Planner, type Step } from '#api/imports/plan.ts';
import { newId } from '#db/ids.ts';
import type { Account } from '#db/schema/accounts.ts';
import { memberships, people, type Membership, type Person } from '#db/schema/people.ts';
import { canInviteInto } from './policy.ts';
import { presetId } from './roles.ts';
import type { ImportPerson } from './schemas.ts';

type Books = {
  accounts: Map<string, Account[]>;
  people: Person[];
  /** As whom those go on who were merged. */
  kept: Person[];
  memberships: Membership[];
  made: Set<string>;
};

/**
 * People of partners and customers: known by an earlier key, or by their address. They get no password and no mail;
 * whoever reads the mails of the address can ask for a password.
 */
export const planPeople: Planner<ImportPerson> = async (scope, rows) => {
  const { actor } = scope;
  allow(can(actor, 'people.invite'));
  const accounts = await accountsNamed(
    scope,
    rows.map(({ values }) => values.account),
  );
  const found = await candidates(scope, rows);
  const into = found.flatMap(({ mergedIntoId }) => mergedIntoId ?? []);
  const kept: Person[] = into.length ? await scope.select(people, inArray(people.id, into)) : [];
  const ids = [...found, ...kept].map(({ id }) => id);
  const member = ids.length ? await scope.select(memberships, inArray(memberships.personId, ids)) : [];
  const books: Books = { accounts, people: found, kept, memberships: member, made: new Set() };
  return rows.map((row) => planOne(row, books, actor));
};

function candidates(scope: Scope, rows: Candidate<ImportPerson>[]) {
  const known = rows.flatMap((row) => row.known ?? []);
  const emails = rows.flatMap(({ values }) => values.email ?? []);
  return scope.select(people, or(inArray(people.id, known), inArray(people.email, emails)));
}

function planOne({ values, reasons, known }: Candidate<ImportPerson>, books: Books, actor: Actor): Step {
  const { account, reasons: missing } = oneNamed(books.accounts, values.account, 'account');
  const { name, email, role = 'member', locale = 'en', zone = 'UTC' } = values;
  if (reasons.length || !account || !name || !email) return rejected(...reasons, ...missing);
  if (!canInviteInto(actor, account)) return rejected('account.unknown');
  const person = books.people.find((one) => (known ? one.id === known : one.email === email));
  const roleId = presetId(account.kind, role);
  if (person) return brought(person, email, { name, account, roleId }, books);
  return known
    ? rejected('row.out_of_reach')
    : created({ name, email, locale, zone }, account, roleId, books);
}

/** A row about an entry that was merged stays one about that entry, which has another name than the person. */
function brought(entry: Person, email: string, joining: Joining, books: Books): Step {
  const person = books.kept.find(({ id }) => id === entry.mergedIntoId);
  if (isOfHouse(person ?? entry, books)) return rejected('email.of_house');
  if (entry.email !== email) return rejected('email.fixed');
  if (!person) return joined(entry, joining, books);
  const step = joined(person, { ...joining, name: person.name }, books);
  return 'id' in step ? { ...step, id: entry.id } : step;
}

/** What the house's own people are called and where they belong, they and their admins say. */
const isOfHouse = ({ id }: Person, { memberships }: Books) =>
  memberships.some((one) => one.personId === id && one.accountId === HOUSE_ID && !one.endedAt);

type New = Pick<Person, 'name' | 'email' | 'locale' | 'zone'>;

function created(facts: New, account: Account, roleId: string, { made }: Books): Step {
  if (made.has(facts.email)) return rejected('row.twice');
  made.add(facts.email);
  const id = newId('per');
  return {
    fate: 'created',
    id,
    write: (write) => {
      write.insert(people, { ...facts, id });
      write.insert(memberships, { personId: id, accountId: account.id, roleId });
    },
  };
}

type Joining = { name: string; account: Account; roleId: string };

function joined(person: Person, { name, account, roleId }: Joining, books: Books): Step {
  const { id } = person;
  const membership = books.memberships.find((one) => one.personId === id && one.accountId === account.id);
  if (membership?.endedAt) return rejected('account.left');
  const values = changes(person, { name }, { name: 'account' });
  const renamed = Object.keys(values).length > 0;
  if (membership && !renamed) return { fate: 'unchanged', id };
  return {
    fate: 'changed',
    id,
    write: (write) => {
      if (renamed) write.update(people, person, { name });
      if (renamed) write.record('person.changed', { id, accountId: account.id }, { values });
      if (membership) return;
      write.insert(memberships, { personId: id, accountId: account.id, roleId });
      write.record('person.joined', { id, accountId: account.id }, { data: { roleId } });
    },
  };
}
