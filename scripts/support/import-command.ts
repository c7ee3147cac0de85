import { createReadStream, existsSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

import type { Tell, Wish } from '#api/control/importing.ts';
import { toldBy } from '#api/imports/options.ts';
import { importKinds } from '#db/enums.ts';
import { Teller } from './import-report.ts';

const NOTES = '--notes';
const STARTING = 503;
const LOOK_MS = 500;
const PATIENCE_MS = 120_000;

const KINDS: readonly string[] = [...importKinds, 'articles'];

const USAGE = `npx portico import KIND FILE [options]

  KIND is ${KINDS.join(', ')}.

  --map "column=field"        what a column holds; "column=" leaves it out
  --alias "old=new"           a word of the file and what it is here; "column:old=new" in one column only
  --set "field=text"          where the file says nothing; {column} stands for the cell of that column
  --dates "column=DD/MM/YYYY" in which order the days of a column are written
  --source NAME               the system whose keys these are (csv)
  --encoding, --delimiter     where the guess is wrong: windows-1251, ";", tab …
  --dry-run                   count what would happen, write nothing
  --as EMAIL                  whose rights to use: somebody who may import
  --locale, --audience        of articles: en, es, ru; public, customers, partners …
  --notes                     every note at the end, not only the first of each kind

  npx portico import accounts companies.csv --alias "Korea=South Korea" --dry-run
  npx portico import people agents.csv --set "email={agent}@agents.example" --map "manager=account"

Exit code: 0 everything is in, 1 some rows were refused or the import failed, 2 the command was not understood.`;

/** `import KIND FILE`: through the server that runs, or with a core of its own when none does. */
export async function importCommand(args: string[]): Promise<number> {
  const [kind = '', file = '', ...options] = args;
  const path = resolve(process.env['PORTICO_CALLED_FROM'] ?? process.cwd(), file);
  const problem = problemWith(kind, file, path);
  if (problem !== undefined) return usage(problem);
  try {
    const told = toldBy(options.filter((option) => option !== NOTES));
    const name = kind === 'articles' ? path : basename(path);
    const teller = new Teller(kind, { dryRun: told.dryRun, allNotes: options.includes(NOTES) });
    await wishFor({ kind: kind as Wish['kind'], name, told }, path, (line) => teller.tell(line));
    return teller.end((rejects) => {
      const target = path.replace(/(\.[^./\\]*)?$/, '.rejected.csv');
      writeFileSync(target, rejects);
      return target;
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error('npx portico import explains the options.');
    return 2;
  }
}

function problemWith(kind: string, file: string, path: string): string | undefined {
  if (!KINDS.includes(kind) || !file || file.startsWith('--')) return '';
  if (!existsSync(path)) return `There is no ${path}.`;
  return kind === 'articles' || statSync(path).isFile() ? undefined : `${path} is no file.`;
}

async function wishFor(wish: Wish, path: string, tell: Tell): Promise<void> {
  const { socketOf, ownerOf, ask } = await import('#api/control/socket.ts');
  const { readConfig } = await import('#api/core/config.ts');
  const socket = socketOf(readConfig(process.env).data);
  const body = () => (wish.kind === 'articles' ? Readable.from([]) : createReadStream(path));
  if (socket && (await ownerOf(socket))) {
    await started(() => ask(socket, { method: 'GET', path: '/' }));
    const address = `/import?${new URLSearchParams({ wish: JSON.stringify(wish) }).toString()}`;
    const answer = await ask(socket, { method: 'POST', path: address, body: body() });
    await eachLine(answer, (line) => tell(JSON.parse(line) as object));
  } else {
    await alone(wish, body(), tell);
  }
}

/** As far as it comes: a server that goes away in the middle is for the report to tell. */
async function eachLine(answer: IncomingMessage, work: (line: string) => void): Promise<void> {
  try {
    for await (const line of createInterface({ input: answer })) if (line) work(line);
  } catch (error) {
    if (!answer.errored) throw error;
  }
}

/** A server that has just begun holds the door, but does nothing for anybody yet. */
async function started(look: () => Promise<{ statusCode?: number | undefined }>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  let said = false;
  while ((await look()).statusCode === STARTING && Date.now() < until) {
    if (!said) console.log('  The server is starting …');
    said = true;
    await pause(LOOK_MS);
  }
}

/** No server runs: this process is the one that the database has, for as long as the import takes. */
async function alone(wish: Wish, body: Readable, tell: Tell): Promise<void> {
  process.env['PORTICO_LOG'] ??= 'error';
  const { start } = await import('#api/start.ts');
  const { importerScope } = await import('#api/control/acting.ts');
  const { runCommand } = await import('#api/control/importing.ts');
  const { refusal } = await import('#api/control/commands.ts');
  const portico = await start();
  try {
    await runCommand(await importerScope(portico, wish.told.as), wish, body, tell);
  } catch (error) {
    tell(refusal(error));
  } finally {
    await portico.close();
  }
}

function usage(problem?: string): number {
  console.error(problem ? `${problem}\n\n${USAGE}` : USAGE);
  return 2;
}
