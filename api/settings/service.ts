import { eq, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

import { renderMarkdown } from '#api/articles/markdown.ts';
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
  const { partnersApply, customersRegister } = change;
  for (const words of Object.values(change.terms?.texts ?? {})) renderMarkdown(words);
  const terms = termsAfter(before.terms, change.terms);
  const value = JSON.stringify({ partnersApply, customersRegister, terms } satisfies Joining);
  await scope.write((write) => {
    write.also({
      toSQL: () =>
        dialect.sqlToQuery(sql`insert into ${settings} (key, value, version)
          values (${KEY}, ${value}, ${version + 1})
          on conflict (key) do update set value = excluded.value, version = excluded.version
          where settings.version = ${version}`),
    });
    write.requireOne(stale());
    const data = { partnersApply, customersRegister, terms: terms?.version ?? null };
    write.record('settings.changed', { id: HOUSE_ID, accountId: HOUSE_ID }, { audience: 'staff', data });
  });
}

/** Words may be mended under the same version: nobody is asked again then. */
function termsAfter(before: Terms | null, change: ChangeJoining['terms']): Terms | null {
  if (!change?.version) return null;
  const { version, texts } = change;
  const since = before?.version === version ? before.since : new Date().toISOString();
  const written = Object.entries(texts).filter(([, words]) => words);
  return { version, since, texts: Object.fromEntries(written) };
}
