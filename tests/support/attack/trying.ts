import type { World } from '#tests/support/world.ts';
import { openRoute, type Send, type Told, type Try } from './calls.ts';
import type { TextField } from './fields.ts';
import { textsIn, textsOf } from './kept.ts';

/** Texts in which something is checked, so that most are refused, by their last name or by their route. */
export const CHECKED: Record<string, string> = {
  accepts: 'names the terms that are in force',
  account: 'names an account',
  accountId: 'names an account',
  accountIds: 'names accounts',
  typeId: 'names a type of requests',
  typeIds: 'names types of requests',
  fields: 'the form of the type says which there are',
  address: 'an address',
  agentIds: 'names people of the house',
  assignee: 'names somebody of the house',
  assigneeId: 'names somebody of the house',
  billingEmail: 'an address',
  attachments: 'names files that were uploaded',
  challenge: 'a proof that we have signed ourselves',
  code: 'a secret out of a link',
  clientSecret: 'kept encrypted, and never told',
  conditions: 'names a company',
  country: 'one of a list',
  creditCurrency: 'one of a list',
  customerId: 'names an account',
  domain: 'a domain of the DNS',
  email: 'an address',
  escalations: 'name roles',
  intoId: 'names a person',
  macroId: 'names a macro',
  guestEmail: 'an address',
  membershipId: 'names somebody in an account',
  employees: 'one of a list',
  managerId: 'names somebody of the house',
  messageId: 'names a message',
  fileId: 'names a file that was uploaded',
  imapUrl: 'kept encrypted, and never told',
  issuer: 'an address of the web',
  memberships: 'names people who lead the account',
  origins: 'origins of websites',
  ownerId: 'names somebody of the account',
  parentId: 'names a section',
  password: 'kept as a hash alone',
  personId: 'names somebody of the company',
  phone: 'digits and signs',
  productId: 'names a product',
  rating: 'one of a list',
  requestId: 'names a request',
  roleId: 'names a role',
  roleRules: 'names roles',
  scheduleId: 'names opening hours',
  segment: 'one of a list',
  trustedServer: 'a name of the DNS',
  vatId: 'digits and letters',
  sectionId: 'names a section',
  zone: 'a time zone',
  website: 'an address of the web, and in forms a trap for machines',
  filter: 'what an address says of a list',
  'POST /views': 'nobody has more than fifty',
  'POST /macros': 'nobody has more than a hundred, and placeholders are of a list',
  'PUT /macros/:id': 'one has one name, and placeholders are of a list',
  'PUT /requests/:id/tags': 'a word that is there keeps its letters, and there are twenty at most',
  'PUT /views/:id': 'a list has one name, and nobody tells of the one before',
  'POST /viewing': 'a second one comes with the secret of a session that has ended',
  'PUT /terms/acceptance': 'names the terms that are in force',
  'POST /sso/connections': 'an account has one',
  'POST /files/uploads': 'a name becomes one that a disk can hold',
  'POST /profile/erasure': 'a person has one wish at a time',
  'POST /privacy/erasures': 'a person has one wish at a time',
  'PUT /privacy/erasures/:id/run': 'the name of a person, typed once more',
  'POST /people/roles': 'a name that is taken is refused',
  'PUT /drafts/:kind/:subjectId': 'each takes the place of the one before it',
  'PUT /requests/:id/held-reply': 'an earlier one goes out, and a message is named',
  'PUT /imports/:id/mapping': 'names columns of the file and fields of the kind',
  'PUT /requests/:id/merger': 'names a request',
  'POST /requests/:id/links': 'names a request',
  'POST /requests/:id/article': 'a request is written up once, in the words that POST /articles takes',
};

/** Why a text is not taken as it is. */
export const reasonOf = ({ route, place }: TextField) => CHECKED[route] ?? CHECKED[place[0] ?? ''];

/** What a text becomes that is one line. */
const ONE_LINE = new Set(['subject', 'POST /widgets/requests name']);
const keptAs = ({ route, place: [name = ''] }: TextField, text: string) =>
  ONE_LINE.has(name) || ONE_LINE.has(`${route} ${name}`)
    ? text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
    : text.trim();

/** What was written and is not in the answer is read here. */
export const REREAD: Record<string, (told: Told) => string> = {
  'POST /requests': ({ answer }) => `/requests/${(answer as { id: string }).id}/messages`,
  'POST /request-entries': ({ answer }) => `/requests/${(answer as { id: string }).id}/messages`,
  'POST /requests/:id/messages': ({ address }) => address,
  'POST /requests/:id/follow-ups': ({ answer }) => `/requests/${(answer as { id: string }).id}/messages`,
  'POST /requests/:id/parts': ({ answer }) => `/requests/${(answer as { id: string }).id}`,
  'PUT /requests/:id/rejection': ({ address }) => address.replace('/rejection', '/messages'),
  'PUT /requests/:id/macro': ({ address }) => address.replace('/macro', '/messages'),
  'PUT /requests/:id/rating': ({ address }) => address,
  'POST /requests/:id/notes': ({ address }) => address.replace('/notes', '/messages'),
};
export const UNREAD: Record<string, string> = {
  'POST /auth/membership': 'the name stands in the answer to whoever lists the people',
  'POST /widgets/requests': 'a visitor is told nothing',
  'POST /articles/sections': 'answers with the words of one language',
  'PUT /people/:id/block': 'the reason stands in the activity of the house',
  'PUT /requests/:id/status': 'the reason is read at the desk',
  'PUT /accounts/:id/closure': 'the reason stands in the activity of the house',
};

/** Where each text takes the place of the one before it; it must come back at once. */
const REPLACED = new Set(['PUT /request-types/:id', 'PUT /requests/:id/rating']);

const MOST_SAID = 200;
const saying = ({ field, text }: Try) =>
  `${field.place.join('.')} of ${JSON.stringify(text.slice(0, MOST_SAID))}`;

/** Sends what is to be sent together, and tells what was refused without a reason or did not come back as it was. */
export async function tryRoute(
  route: string,
  rounds: Iterable<Try[]>,
): Promise<{ wrong: string[]; kept: number }> {
  const { w, send } = await openRoute(route);
  const wrong: string[] = [];
  const expected: Expected[] = [];
  const waiting = [...rounds].toReversed();
  for (let tries = waiting.pop(); tries; tries = waiting.pop()) {
    const { told, fitting } = await sendFitting(send, tries);
    if (isTooComplex(told)) {
      waiting.push(...halvesOf(tries));
      continue;
    }
    const free = fitting.filter(({ field }) => !reasonOf(field));
    if (told.status >= 500 || (told.status >= 300 && free.length))
      wrong.push(`${fitting.map(saying).join()} was told ${told.status} ${JSON.stringify(told.answer)}`);
    if (told.status >= 300 || !free.length) continue;
    const back = route in UNREAD ? undefined : await shown(w, route, told);
    for (const one of free) {
      const text = keptAs(one.field, one.text);
      expected.push({ said: saying(one), text });
      if (back && !back.has(text)) wrong.push(`${saying(one)} did not come back`);
    }
  }
  wrong.push(...(await lostOf(w, route, expected)));
  return { wrong, kept: expected.length };
}

type Expected = { said: string; text: string };

async function lostOf(w: World, route: string, expected: Expected[]): Promise<string[]> {
  if (REPLACED.has(route)) return [];
  const texts = await textsOf(w);
  return expected.filter(({ text }) => !texts.has(text)).map(({ said }) => `${said} was not kept`);
}

/** What is too long for its field is left out the second time. */
async function sendFitting(send: Send, tries: Try[]) {
  const told = await send(tries);
  const fitting = tries.filter((one) => !isRefusedRightly(told, one));
  const some = fitting.length > 0 && fitting.length < tries.length;
  return { told: some ? await send(fitting) : told, fitting };
}

/** A long text of brackets is refused; its parts are not, but for those that are made of brackets themselves. */
const isTooComplex = ({ status, answer }: Told) =>
  status === 422 &&
  Object.values((answer as { fields: Record<string, string> }).fields).includes('too_complex');

function halvesOf([one]: Try[]): Try[][] {
  const parts = one?.text.split('\n\n') ?? [];
  if (!one || parts.length < 2) return [];
  const half = Math.ceil(parts.length / 2);
  return [parts.slice(half), parts.slice(0, half)].map((some) => [{ ...one, text: some.join('\n\n') }]);
}

/** Twenty characters fit everywhere, unless nothing is left of them. */
const isRefusedRightly = ({ status, answer }: Told, { field, text }: Try) =>
  status === 422 &&
  (answer as { fields: Record<string, string> }).fields[field.place.join('.')] ===
    (keptAs(field, text) === '' ? 'required' : text.length > 20 ? 'too_big' : undefined);

async function shown(w: World, route: string, told: Told): Promise<Set<string>> {
  const again = REREAD[route]?.(told);
  const read = again ? await (await w.as('abe').get(again)).json() : null;
  return new Set([...textsIn(told.answer), ...textsIn(read)]);
}
