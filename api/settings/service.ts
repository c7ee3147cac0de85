import { eq, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

import { renderMarkdown } from '#api/articles/markdown.ts';
import { changes } from '#api/core/changes.ts';
import { allow, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { settings } from '#db/schema/jobs.ts';
import { canManage } from './policy.ts';
import type { ChangeJoining, Joining, Terms } from './schemas.ts';

const KEY = 'joining';
const dialect = new SQLiteSyncDialect();

/** Until the house says otherwise people come by invitation alone. */
const AT_FIRST: Joining = { partnersApply: false, customersRegister: false, terms: null };

/** How people come in, with the version of this setting. */
export async function joiningOf(scope: Scope): Promise<Joining & { version: number }> {
  const [row] = await scope.shared(settings, eq(settings.key, KEY)).limit(1);
  return { ...AT_FIRST, ...(row?.value as Joining | undefined), version: row?.version ?? 1 };
}

/** @throws 403, 412, 422 for terms that no page could show */
export async function changeJoining(scope: Scope, version: number, change: ChangeJoining): Promise<void> {
  allow(canManage(scope.actor));
  const before = await joiningOf(scope);
  if (before.version !== version) throw stale();
  for (const words of Object.values(change.terms?.texts ?? {})) renderMarkdown(words);
  const { version: _version, ...was } = before;
  const after = { ...change, terms: termsAfter(before.terms, change.terms) };
  await scope.write((write) => {
    write.also(putting(KEY, after, version));
    write.requireOne(stale());
    // What somebody has accepted stays to be read, whatever is mended or replaced afterwards.
    if (after.terms && !same(was.terms, after.terms))
      write.also(putting(`terms ${after.terms.version} ${version + 1}`, after.terms, 0));
    const values = changes(told(was), told(after), READERS);
    write.record('settings.changed', { id: HOUSE_ID, accountId: HOUSE_ID }, { audience: 'staff', values });
  });
}

const READERS = { partners_apply: 'staff', customers_register: 'staff', terms: 'staff' } as const;

/** As the history has it: terms by their name. */
const told = ({ partnersApply, customersRegister, terms }: Joining) => ({
  partners_apply: partnersApply,
  customers_register: customersRegister,
  terms: terms?.version ?? null,
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Writes a setting that has still the version it was read at. */
export const putting = (key: string, value: unknown, version: number) => ({
  toSQL: () =>
    dialect.sqlToQuery(sql`insert into ${settings} (key, value, version)
      values (${key}, ${JSON.stringify(value)}, ${version + 1})
      on conflict (key) do update set value = excluded.value, version = excluded.version
      where settings.version = ${version}`),
});

/** Words may be mended under the same version: nobody is asked again then. */
function termsAfter(before: Terms | null, change: ChangeJoining['terms']): Terms | null {
  if (!change?.version) return null;
  const { version, texts } = change;
  const since = before?.version === version ? before.since : new Date().toISOString();
  const written = Object.entries(texts).filter(([, words]) => words);
  return { version, since, texts: Object.fromEntries(written) };
}
