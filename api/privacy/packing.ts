import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

import { AppError } from '#api/core/errors.ts';
import type { Base } from '#api/core/scope.ts';
import { translator } from '#api/i18n/index.ts';
import type { Locale } from '#db/enums.ts';
import type { Person } from '#db/schema/people.ts';
import { copies, rowsOf } from './copies.ts';

type Owner = Pick<Person, 'id' | 'email' | 'name'>;
type Member = { name: string; packed?: true; bytes: AsyncIterable<Uint8Array> };

const utf8 = new TextEncoder();

/** The copy as a ZIP, piece by piece: it is never held whole. */
export async function* packed(base: Base, owner: Owner, locale: Locale, house: string) {
  let pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  function* ready() {
    const now = pieces;
    pieces = [];
    yield* now;
  }
  for await (const { name, packed: asIs, bytes } of membersOf(base, owner, locale, house)) {
    const member = asIs ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(member);
    for await (const chunk of bytes) {
      member.push(Uint8Array.from(chunk));
      yield* ready();
    }
    member.push(new Uint8Array(), true);
    yield* ready();
  }
  zip.end();
  yield* ready();
}

async function* membersOf(base: Base, owner: Owner, locale: Locale, house: string): AsyncGenerator<Member> {
  yield { name: 'README.txt', bytes: text(readme(owner, locale, house)) };
  for (const copy of copies) {
    const sent: { id: string; name: string }[] = [];
    const keep = (rows: Record<string, unknown>[]) => {
      if (copy.file === 'files')
        sent.push(...rows.map(({ id, name }) => ({ id: String(id), name: String(name) })));
    };
    yield { name: `${copy.file}.json`, bytes: asJson(rowsOf(base, copy, owner), keep) };
    for (const { id, name } of sent)
      yield { name: `files/${id}-${name}`, packed: true, bytes: fileOf(base, id) };
  }
}

async function* asJson(
  batches: AsyncIterable<Record<string, unknown>[]>,
  keep: (rows: Record<string, unknown>[]) => void,
) {
  let before = '[';
  for await (const rows of batches) {
    keep(rows);
    const lines = rows.map((row) => JSON.stringify(row, undefined, 2)).join(',\n');
    if (!lines) continue;
    yield utf8.encode(`${before}\n${lines}`);
    before = ',';
  }
  yield utf8.encode(before === '[' ? '[]\n' : '\n]\n');
}

async function* text(words: string) {
  yield utf8.encode(words);
}

/** One whose bytes are gone by now is an empty one. */
async function* fileOf({ storage }: Base, id: string): AsyncGenerator<Uint8Array> {
  try {
    const { stream } = await storage.get(id);
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    if (!(error instanceof AppError) || error.status !== 404) throw error;
  }
}

function readme({ name }: Owner, locale: Locale, house: string): string {
  const t = translator(locale);
  const contents = copies.map(({ file }) => `  ${file}.json`).join('\n');
  return [
    t('privacy.readme.title', { name, house }),
    t('privacy.readme.text'),
    contents,
    t('privacy.readme.files'),
    t('privacy.readme.secrets'),
  ].join('\n\n');
}
