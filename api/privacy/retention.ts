import { setImmediate as turn } from 'node:timers/promises';

import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

import { system } from '#api/core/actor.ts';
import { allow, invalid, stale } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { COUNT_LIMIT, Scope, type Base } from '#api/core/scope.ts';
import { files } from '#db/schema/files.ts';
import { settings } from '#db/schema/jobs.ts';
import { retentionRuns, type RetentionRun, type Tally } from '#db/schema/privacy.ts';
import { expiring, type Expiring } from './expiring.ts';
import { canManage, canRead } from './policy.ts';
import { rules, type Rule, type RuleKey } from './rules.ts';
import type { ChangeRules } from './schemas.ts';

const KEY = 'retention';
const DAY_MS = 86_400_000;
const AT_ONCE = 200;
/** What is left over waits for the next night. */
const MOST_BATCHES = 500;
/** A server that is started often does not do the work of a night each time. */
const NIGHT_MS = DAY_MS - 4 * 3_600_000;
const SUBJECT = { id: HOUSE_ID, accountId: HOUSE_ID };
const dialect = new SQLiteSyncDialect();

export type Chosen = Record<RuleKey, number | null>;

export type Kept = { chosen: Chosen; version: number; next: Tally; last: RetentionRun | undefined };

/** How long the house keeps what, with the version of this setting. */
export async function rulesOf(scope: Scope): Promise<{ chosen: Chosen; version: number }> {
  const [row] = await scope.shared(settings, eq(settings.key, KEY)).limit(1);
  const defaults = Object.fromEntries(rules.map(({ key, days }) => [key, days])) as Chosen;
  return {
    chosen: { ...defaults, ...(row?.value as Partial<Chosen> | undefined) },
    version: row?.version ?? 1,
  };
}

/** @throws 403, 412, 422 for less than the house needs, and for ever where that is no choice */
export async function changeRules(scope: Scope, version: number, change: ChangeRules): Promise<void> {
  allow(canManage(scope.actor));
  const { chosen, version: known } = await rulesOf(scope);
  if (known !== version) throw stale();
  const next = { ...chosen, ...definedOf(change) };
  const wrong = rules.flatMap((rule) => wrongIn(rule, next[rule.key]));
  if (wrong.length) throw invalid(Object.fromEntries(wrong));
  const value = JSON.stringify(next);
  await scope.write((write) => {
    write.also({
      toSQL: () =>
        dialect.sqlToQuery(sql`insert into ${settings} (key, value, version)
          values (${KEY}, ${value}, ${version + 1})
          on conflict (key) do update set value = excluded.value, version = excluded.version
          where settings.version = ${version}`),
    });
    write.requireOne(stale());
    write.record('retention.changed', SUBJECT, { audience: 'staff', data: next });
  });
}

const definedOf = (change: ChangeRules) =>
  Object.fromEntries(Object.entries(change).filter(([, days]) => days !== undefined)) as Partial<Chosen>;

function wrongIn({ key, least, forever }: Rule, days: number | null): [string, string][] {
  if (days === null) return forever ? [] : [[key, 'required']];
  return days < least ? [[key, 'too_small']] : [];
}

/** What the next night would throw away, up to the limit of counts, and what the last one did. */
export async function retentionOf(base: Base, scope: Scope, now = new Date()): Promise<Kept> {
  allow(canRead(scope.actor));
  const { chosen, version } = await rulesOf(scope);
  const next = await Promise.all(
    rules.map(async ({ key }) => [key, await waiting(base, key, chosen[key], now)] as const),
  );
  return { chosen, version, next: Object.fromEntries(next) as Tally, last: await lastRun(scope) };
}

async function waiting({ db }: Base, key: RuleKey, days: number | null, now: Date): Promise<number> {
  if (days === null) return 0;
  const counts = await Promise.all(
    expiring[key].map(async ({ table, key: column, where }) => {
      const some = db.reader
        .selectDistinct({ column })
        .from(table)
        .where(where(daysBefore(now, days)))
        .limit(COUNT_LIMIT + 1)
        .as('some');
      const [row] = await db.reader.select({ count: sql<number>`count(*)` }).from(some);
      return row?.count ?? 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function lastRun(scope: Scope): Promise<RetentionRun | undefined> {
  const [run] = await scope
    .select(retentionRuns)
    .orderBy(desc(retentionRuns.createdAt), desc(retentionRuns.id))
    .limit(1);
  return run;
}

/** The work of one night, unless it was done already. @returns how many rows, by rule */
export async function applyRules(base: Base, now = new Date()): Promise<Tally | undefined> {
  const scope = new Scope(base, system('retention'));
  const last = await lastRun(scope);
  if (last && now.getTime() - last.createdAt.getTime() < NIGHT_MS) return undefined;
  const { chosen } = await rulesOf(scope);
  const tally: Tally = {};
  for (const { key } of rules) {
    const days = chosen[key];
    if (days !== null) tally[key] = await applyRule(base, scope, key, daysBefore(now, days));
  }
  await scope.write((write) => {
    write.insert(retentionRuns, { tally, createdAt: now });
    write.record('retention.ran', SUBJECT, { audience: 'staff', data: tally });
  });
  return tally;
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

async function applyRule(base: Base, scope: Scope, key: RuleKey, before: Date): Promise<number> {
  let rows = 0;
  for (const one of expiring[key])
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const done = await expire(base, scope, one, before);
      rows += done;
      if (done < AT_ONCE) break;
      await turn();
    }
  return rows;
}

async function expire(base: Base, scope: Scope, one: Expiring, before: Date): Promise<number> {
  const { table, key, where, set, file } = one;
  const { direct, reader } = base.db;
  const found = await reader
    .selectDistinct({ key, file: file?.column ?? key })
    .from(table)
    .where(where(before))
    .limit(AT_ONCE);
  if (!found.length) return 0;
  const keys = found.map((row) => row.key as string);
  const bytes = file ? found.map((row) => row.file as string) : [];
  const drop = () => Promise.all(bytes.map((id) => scope.storage.delete(id)));
  if (file?.goes === 'bytes') await drop();
  const these = and(inArray(key, keys), where(before));
  await scope.write((write) => {
    write.also(set ? direct.update(table).set(set).where(these) : direct.delete(table).where(these));
    if (file?.goes === 'all') write.also(direct.delete(files).where(inArray(files.id, bytes)));
  });
  if (file?.goes === 'all') await drop();
  return found.length;
}
