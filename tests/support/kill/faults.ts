import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Database } from '#db/client.ts';
import type { Act } from './load.ts';

export type Evidence = {
  db: Database;
  acts: Act[];
  /** Where the bytes of files are. */
  folder: string;
  /** How often each mail has come, by its Message-ID. */
  received: Map<string, number>;
  kills: number;
};

type Row = Record<string, unknown>;

/** What does not agree with what was said to those who wrote. */
export async function faultsOf(evidence: Evidence): Promise<string[]> {
  const checks = [whole, writtenOnce, counted, followed, mailed, stored];
  return (await Promise.all(checks.map((check) => check(evidence)))).flat();
}

const rows = async (db: Database, sql: string): Promise<Row[]> => {
  const { columns, rows: found } = await db.writing.execute(sql);
  return found.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
};
const one = async (db: Database, sql: string) => Number(Object.values((await rows(db, sql))[0] ?? {})[0]);

async function whole({ db }: Evidence): Promise<string[]> {
  const [integrity] = await rows(db, 'pragma integrity_check');
  const broken = await rows(db, 'pragma foreign_key_check');
  const said = Object.values(integrity ?? {})[0];
  return [
    ...(said === 'ok' ? [] : [`integrity: ${String(said)}`]),
    ...broken.map((row) => JSON.stringify(row)),
  ];
}

/** Everything that was acknowledged is there once, and so is what was asked for twice under one key. */
async function writtenOnce({ db, acts }: Evidence): Promise<string[]> {
  const said = await rows(
    db,
    'select body, count(*) as n, count(distinct request_id) as requests from messages group by body',
  );
  const times = new Map(said.map(({ body, n }) => [body, Number(n)]));
  const subjects = await rows(db, 'select subject, id from requests');
  const ids = Map.groupBy(subjects, ({ subject }) => subject);
  return acts.flatMap((act) => {
    if (act.kind === 'upload') return [];
    if (act.told === undefined) return [`${act.kind} ${act.token} was never answered`];
    const found = times.get(act.token) ?? 0;
    const wrong = found === 1 ? [] : [`${act.kind} ${act.token}, told ${act.told}, is there ${found} times`];
    const [request, second] = act.kind === 'request' ? (ids.get(act.token) ?? []) : [];
    if (second) wrong.push(`${act.token} is two requests`);
    if (act.kind === 'request' && act.id && request?.['id'] !== act.id)
      wrong.push(`${act.token} was said to be ${act.id}`);
    return wrong;
  });
}

/** Nothing is there that nobody has asked for, and no number is used twice. */
async function counted({ db, acts }: Evidence): Promise<string[]> {
  const asked = (kind: Act['kind']) => acts.filter((act) => act.kind === kind).length;
  const numbers: [string, number, number][] = [
    ['requests', await one(db, 'select count(*) from requests'), asked('request')],
    ['messages', await one(db, 'select count(*) from messages'), asked('request') + asked('reply')],
    ['numbers', await one(db, 'select count(distinct number) from requests'), asked('request')],
    ['the last number', await one(db, 'select max(number) from requests'), asked('request')],
    [
      'requests whose messages do not count up',
      await one(
        db,
        'select count(*) from requests where last_seq <> (select count(*) from messages where request_id = requests.id)',
      ),
      0,
    ],
  ];
  return numbers.flatMap(([what, is, should]) =>
    is === should ? [] : [`${what}: ${is} instead of ${should}`],
  );
}

/** What is written and what is recorded of it agree, and what follows has followed. */
async function followed({ db, acts }: Evidence): Promise<string[]> {
  const per = (name: string, kind: Act['kind']) =>
    one(
      db,
      `select count(distinct json_extract(data, '$.messageId')) from events where name = '${name}'`,
    ).then((n) => [name, n, acts.filter((act) => act.kind === kind).length] as const);
  const total = (name: string) => one(db, `select count(*) from events where name = '${name}'`);
  const wrong: string[] = [];
  for (const [name, messages, should] of [
    await per('request.submitted', 'request'),
    await per('request.replied', 'reply'),
  ])
    if (messages !== should || (await total(name)) !== should)
      wrong.push(`${name}: ${await total(name)} about ${messages} messages instead of ${should}`);
  const waiting = await one(db, 'select count(*) from events where dispatched_at is null');
  const jobs = await rows(db, 'select name, attempts, last_error, parked_at from jobs');
  if (waiting) wrong.push(`${waiting} events wait`);
  return [...wrong, ...jobs.map((job) => `a job is left: ${JSON.stringify(job)}`)];
}

/**
 * Each mail is written once, for each recipient, and has come. A server that is killed between the last word of the
 * SMTP server and writing it down sends that one mail again, under the same Message-ID: once per kill at most.
 */
async function mailed({ db, acts, received, kills }: Evidence): Promise<string[]> {
  const mails = await rows(db, 'select message_id, state, once_key from mails');
  const wrong = mails.flatMap(({ message_id: id, state }) =>
    state === 'sent' && received.has(String(id)) ? [] : [`mail ${String(id)} is ${String(state)}`],
  );
  // A receipt and news for the two who answer; an answer goes to who asked.
  const should = acts.reduce((n, { kind }) => n + { request: 3, reply: 1, upload: 0 }[kind], 0);
  if (mails.length !== should) wrong.push(`${mails.length} mails instead of ${should}`);
  if (received.size !== mails.length) wrong.push(`${received.size} mails came, ${mails.length} were written`);
  const deliveries = [...received.values()].reduce((sum, n) => sum + n, 0);
  if (deliveries - received.size > kills) wrong.push(`${deliveries - received.size} mails came again`);
  return wrong;
}

/** A file is a row and its bytes, and an attached one belongs to one message. */
async function stored({ db, acts, folder }: Evidence): Promise<string[]> {
  const kept = await rows(
    db,
    'select id, name, size, sha256, attached_at, (select count(*) from attachments where file_id = files.id) as used from files',
  );
  const wrong: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const onDisk = new Set(
    entries
      .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('unfinished'))
      .map(({ name }) => name),
  );
  for (const { id, size, sha256, attached_at: attached, used } of kept) {
    const key = String(id);
    const bytes = onDisk.has(key) ? await readFile(join(folder, key.slice(-2), key)) : undefined;
    if (!bytes) wrong.push(`${key} has no bytes`);
    else if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256)
      wrong.push(`${key} has other bytes`);
    if ((attached !== null) !== (used === 1))
      wrong.push(`${key} is attached ${String(used)} times, and says ${String(attached)}`);
  }
  const ids = new Set(kept.map(({ id }) => id));
  const named = new Set(kept.map(({ name }) => name));
  wrong.push(
    ...acts
      .filter(({ kind, id }) => kind === 'upload' && id && !ids.has(id))
      .map(({ token }) => `upload ${token} is gone`),
  );
  wrong.push(
    ...acts
      .filter(({ kind, told, token }) => kind === 'upload' && told === 201 && !named.has(`${token}.txt`))
      .map(({ token }) => `upload ${token} has another name`),
  );
  wrong.push(
    ...[...onDisk].filter((key) => !ids.has(key)).map((key) => `${key} is on the disk and in no row`),
  );
  return wrong;
}
