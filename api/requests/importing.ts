import { and, inArray, isNull, ne } from 'drizzle-orm';

import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { can } from '#api/core/actor.ts';
import { changes } from '#api/core/changes.ts';
import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { rejected, type Candidate, type Planner, type Step } from '#api/imports/plan.ts';
import { levelsOf, type Level } from '#api/service-levels/levels.ts';
import type { Locale } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { accounts, contacts, type Account, type Contact } from '#db/schema/accounts.ts';
import { memberships, people } from '#db/schema/people.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { dueAfter } from './due.ts';
import { told, wakesOf, writeImported, type Requester } from './imported.ts';
import type { ImportRequest } from './schemas.ts';

type Member = { id: string; name: string; email: string; locale: Locale; account: Account };

type Books = {
  accounts: Map<string, Account[]>;
  members: Member[];
  contacts: (Contact & { account: Account })[];
  earlier: Map<string, Request>;
  /** Contacts that this handful of rows makes. */
  made: Set<string>;
  levels: Level[];
};

/**
 * Requests that were asked elsewhere, by the key that the file gives them, in silence: nobody gets a mail. Who asked
 * is found by the address: a person of the company, else a contact of it, else a contact is made. A file that names
 * no company finds only people and contacts who are known already.
 */
export const planRequests: Planner<ImportRequest> = async (scope, rows) => {
  allow(can(scope.actor, 'requests.work') && can(scope.actor, 'accounts.edit'));
  const emails = rows.flatMap(({ values }) => values.requesterEmail ?? []);
  const known = rows.flatMap((row) => row.known ?? []);
  const [named, members, called, earlier, levels] = await Promise.all([
    accountsNamed(
      scope,
      rows.map(({ values }) => values.account),
    ),
    membersWith(scope, emails),
    contactsWith(scope, emails),
    known.length ? scope.select(requests, inArray(requests.id, known)) : [],
    levelsOf(scope),
  ]);
  const books: Books = {
    accounts: named,
    members,
    contacts: called,
    earlier: new Map(earlier.map((row) => [row.id, row])),
    made: new Set(),
    levels,
  };
  return rows.map((row) => planOne(row, books));
};

async function membersWith(scope: Scope, emails: string[]): Promise<Member[]> {
  if (!emails.length) return [];
  const { id, name, email, locale } = people;
  const found = await scope.pick(people, { id, name, email, locale }, inArray(email, emails));
  const rows = await scope.select(
    memberships,
    and(inArray(memberships.personId, idsOf(found)), isNull(memberships.endedAt)),
  );
  const homes = await homesOf(scope, rows);
  return rows.flatMap(({ personId, accountId }) => {
    const account = homes.get(accountId);
    const person = found.find((one) => one.id === personId);
    return account && person ? [{ ...person, account }] : [];
  });
}

async function contactsWith(scope: Scope, emails: string[]) {
  if (!emails.length) return [];
  const rows = await scope.select(contacts, inArray(contacts.email, emails));
  const homes = await homesOf(scope, rows);
  return rows.flatMap((contact) => {
    const account = homes.get(contact.accountId);
    return account ? [{ ...contact, account }] : [];
  });
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

/** The companies of these rows; the house itself asks nobody for service. */
async function homesOf(scope: Scope, rows: { accountId: string }[]): Promise<Map<string, Account>> {
  const ids = [...new Set(rows.map(({ accountId }) => accountId))];
  if (!ids.length) return new Map();
  const found = await scope.select(accounts, and(inArray(accounts.id, ids), ne(accounts.kind, 'house')));
  return new Map(found.map((account) => [account.id, account]));
}

function planOne({ values, reasons, known }: Candidate<ImportRequest>, books: Books): Step {
  const { account, reasons: missing } = oneNamed(books.accounts, values.account, 'account');
  const before = known === undefined ? undefined : books.earlier.get(known);
  const gone = known !== undefined && !before ? ['row.out_of_reach'] : [];
  const wrong = [...reasons, ...missing, ...gone];
  if (wrong.length) return rejected(...wrong);
  const all = values as ImportRequest;
  if (before) return changed(before, all);
  const requester = requesterOf(all, account, books);
  return 'reason' in requester ? rejected(requester.reason) : created(all, requester, books.levels);
}

type Found = Requester | { reason: string };

function requesterOf(values: ImportRequest, account: Account | undefined, books: Books): Found {
  const isHere = (one: { email: string | null; account: Account }) =>
    one.email === values.requesterEmail && (!account || one.account.id === account.id);
  const [member, other] = books.members.filter(isHere);
  if (member) return other ? { reason: 'requesterEmail.ambiguous' } : asMember(member);
  const [contact, another] = books.contacts.filter(isHere);
  if (another) return { reason: 'requesterEmail.ambiguous' };
  const home = account ?? contact?.account;
  return home ? asContact(values, home, contact, books.made) : { reason: 'account.required' };
}

function asContact(
  { requesterEmail: email, requesterName }: ImportRequest,
  account: Account,
  contact: Contact | undefined,
  made: Set<string>,
): Requester {
  const name = requesterName ?? contact?.name ?? email;
  const requester = { account, name, email, personId: null, side: 'guest', locale: 'en' } as const;
  const word = `${account.id} ${email}`;
  if (contact || made.has(word)) return requester;
  made.add(word);
  return { ...requester, contact: { accountId: account.id, name, email } };
}

const asMember = ({ id, name, email, locale, account }: Member): Requester => ({
  account,
  name,
  email,
  personId: id,
  side: account.kind === 'partner' ? 'partner' : 'customer',
  locale,
});

function created(values: ImportRequest, requester: Requester, levels: Level[]): Step {
  const id = newId('req');
  return { fate: 'created', id, write: (write) => writeImported(write, id, values, { requester, levels }) };
}

/** What was said stays as it was; only where the request stands is brought up to date. */
function changed(request: Request, values: ImportRequest): Step {
  const { id } = request;
  const { subject, category, priority, status, channel, firstResponseAt, resolvedAt } = values;
  const facts = {
    subject,
    category,
    priority,
    status,
    ...(channel ? { channel } : {}),
    ...(firstResponseAt ? { firstResponseAt } : {}),
    ...(resolvedAt ? { resolvedAt } : {}),
  };
  const differences = changes(request, facts, told);
  const data: Record<string, unknown> = {
    ...(status === request.status ? {} : { status: { from: request.status, to: status } }),
    ...(priority === request.priority ? {} : { priority: { from: request.priority, to: priority } }),
  };
  if (!Object.keys(differences).length) return { fate: 'unchanged', id };
  return {
    fate: 'changed',
    id,
    write: (write) => {
      const act = { action: 'note', to: status, says: 'staff' } as const;
      const dueAt = data['status']
        ? dueAfter(request, act, request.dueAt ?? undefined, write.at)
        : request.dueAt;
      const wakesAt = data['status'] ? wakesOf(values) : request.wakesAt;
      write.update(requests, request, { ...facts, dueAt, wakesAt });
      write.record('request.changed', request, { audience: 'staff', data, values: differences });
    },
  };
}
