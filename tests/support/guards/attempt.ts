import { can } from '#api/core/actor.ts';
import type { Policy } from '#api/core/http.ts';
import type { Right } from '#db/enums.ts';
import { newId } from '#db/ids.ts';
import { stateOf } from '#tests/support/state.ts';
import { actorOf, cast, world, type Name, type World } from '#tests/support/world.ts';
import type { Case, Thing } from './case.ts';

type Client = ReturnType<World['guest']>;
type Reader = Name | 'guest';
type Told = { query: string; status: number; text: string };
export type Attempt = { method: string; path: string; policy: Policy; one: Case };

const everybody = Object.keys(cast) as Name[];
const NOWHERE = newId('req');
/** What everybody who is signed in may call. */
const FOR_ALL: Policy[] = ['public', 'signed_in', 'in_person'];

const isList = ({ method, path }: Attempt) => method === 'GET' && !path.includes(':');
const parametersOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

type Ask = (reader: Reader, thing: Thing) => Promise<Told[]>;
type Stage = { call: Attempt; w: World; ask: Ask };

/** Lets everybody try a route. @returns what was wrong: whom it told too much, or refused what is his */
export async function attempt(call: Attempt): Promise<string[]> {
  const w = await world();
  const clients = new Map<Reader, Client>(everybody.map((name) => [name, w.as(name)]));
  clients.set('guest', w.guest());
  const ask: Ask = (reader, thing) => tell(call, clients.get(reader) ?? w.guest(), thing, w);
  const stage = { call, w, ask };

  await call.one.given?.(w);
  const refused = refusals(call);
  const blank = new Map<Reader, Told[]>();
  for (const [reader, status] of refused) if (status === 200) blank.set(reader, await ask(reader, {}));
  const thing = await make(stage);
  const outside = await knock(stage, { thing, refused, blank });
  // Last, since whoever is let in may end what there is.
  return [...outside, ...(await enter(stage, thing))];
}

const make = async ({ call, w }: Stage): Promise<Thing> => (await call.one.thing?.(w)) ?? {};

type Door = { thing: Thing; refused: Map<Reader, number>; blank: Map<Reader, Told[]> };

/** Nobody who is not let in changes anything or hears of the thing, and nobody finds what is not there. */
async function knock({ call, w, ask }: Stage, { thing, refused, blank }: Door): Promise<string[]> {
  const { owner } = call.one;
  const words = thing.words ?? [];
  const before = await stateOf(w);
  const wrong: string[] = [];
  for (const [reader, status] of refused) {
    const told = await ask(reader, thing);
    wrong.push(...leaks(reader, { told, status, words, blank: blank.get(reader) }));
    if (call.method !== 'GET') wrong.push(...written(reader, before, await stateOf(w)));
  }
  for (const name of parametersOf(call.path)) {
    const told = await ask(owner, { ...thing, params: { ...thing.params, [name]: NOWHERE } });
    wrong.push(...leaks(`${owner} at no :${name}`, { told, status: 404, words: [], blank: undefined }));
  }
  return [...wrong, ...written('one of them', before, await stateOf(w))];
}

/** Everybody who may finds a thing of his own. */
async function enter(stage: Stage, first: Thing): Promise<string[]> {
  const { call, ask } = stage;
  const wrong = missing(call.one.owner, call, first, await ask(call.one.owner, first));
  for (const name of call.one.also ?? []) {
    const thing = await make(stage);
    wrong.push(...missing(name, call, thing, await ask(name, thing)));
  }
  return wrong;
}

/** What everybody who is not let in is told: 200 where he is answered as if there were nothing. */
function refusals(call: Attempt): Map<Reader, number> {
  const { one, policy } = call;
  const named = new Set<Name>([one.owner, ...(one.also ?? [])]);
  const holds = (name: Name) => FOR_ALL.includes(policy) || can(actorOf(name), policy as Right);
  const stranger = isList(call) ? 200 : 404;
  const found = one.thing && (isList(call) || call.path.includes(':')) ? stranger : undefined;
  const told = new Map<Reader, number>([['guest', policy === 'public' ? stranger : 401]]);
  for (const name of everybody.filter((name) => !named.has(name))) {
    const status = holds(name) ? (one.told?.[name] ?? found) : 403;
    if (status) told.set(name, status);
  }
  return told;
}

type Refusal = { told: Told[]; status: number; words: string[]; blank: Told[] | undefined };

function leaks(who: string, { told, status, words, blank }: Refusal): string[] {
  return told.flatMap(({ query, ...answer }, n) => {
    if (answer.status !== status)
      return [`${who} ${query} was told ${answer.status} instead of ${status}: ${answer.text}`];
    const met = words.filter((word) => answer.text.includes(word));
    if (met.length) return [`${who} ${query} met ${met.join(', ')} in ${answer.text}`];
    const nothing = blank?.[n]?.text;
    return nothing === undefined || nothing === answer.text
      ? []
      : [`${who} ${query} noticed: ${answer.text} instead of ${nothing}`];
  });
}

const written = (who: string, before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after)
    .filter((table) => after[table] !== before[table])
    .map((table) => `${who} changed ${table}`);

/** The same call with the same body is answered where it is allowed: the refusals were no accident. */
function missing(who: string, { method }: Attempt, { words: [word] = [] }: Thing, told: Told[]): string[] {
  const refused = told.filter(({ status }) => status >= 300);
  if (refused.length) return refused.map(({ query, text }) => `${who} ${query} was refused: ${text}`);
  const found = method !== 'GET' || !word || told.some(({ text }) => text.includes(word));
  return found ? [] : [`${who} did not find ${word} in ${told.map(({ text }) => text).join(', ')}`];
}

/** Sends the call of a case, once for each of its queries. */
export async function tell(
  { method, path, one }: Pick<Attempt, 'method' | 'path' | 'one'>,
  client: Pick<Client, 'send'>,
  thing: Thing,
  w: World,
): Promise<Told[]> {
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => thing.params?.[name] ?? NOWHERE);
  const told: Told[] = [];
  for (const query of one.queries ?? ['']) {
    const body = one.body?.(thing, w);
    const answer = await client.send(address + query, {
      method,
      ...(body === undefined ? {} : { body }),
      ...(one.versioned ? { headers: { 'if-match': `"${thing.version ?? 1}"` } } : {}),
    });
    told.push({ query, status: answer.status, text: await answer.text() });
  }
  return told;
}
