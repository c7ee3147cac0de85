import { and, eq, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Base, Scope } from '#api/core/scope.ts';
import { revisions } from '#db/schema/articles.ts';
import { events } from '#db/schema/events.ts';
import { downloads } from '#db/schema/materials.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { messages, notes, requests } from '#db/schema/requests.ts';
import type { Group, Part } from './part.ts';
import { lastPart, parts } from './parts.ts';
import { accountsLedAlone, importsAtWork } from './queries.ts';
import type { Whom } from './whom.ts';

/** What stays of somebody, without a name: figures, stories, and the house's own words. */
const KEPT = {
  requests: { table: requests, where: (id: string) => eq(requests.requesterId, id) },
  opportunities: { table: opportunities, where: (id: string) => eq(opportunities.ownerId, id) },
  answers: {
    table: messages,
    where: (id: string) => and(eq(messages.authorId, id), eq(messages.side, 'staff')),
  },
  notes: { table: notes, where: (id: string) => eq(notes.authorId, id) },
  articles: { table: revisions, where: (id: string) => eq(revisions.authorId, id) },
  downloads: { table: downloads, where: (id: string) => eq(downloads.personId, id) },
  history: { table: events, where: (id: string) => eq(events.actorId, id) },
} satisfies Record<string, { table: SQLiteTable; where: (id: string) => SQL | undefined }>;
export type KeptKind = keyof typeof KEPT;

export type Blocker =
  | { code: 'last_leader'; accountId: string; name: string }
  | { code: 'import_at_work'; importId: string; name: string };

export type Plan = {
  goes: { group: Group; rows: number }[];
  changes: { group: Group; rows: number }[];
  kept: { kind: KeptKind; rows: number }[];
  blockers: Blocker[];
};

/** What an erasure would do now: how many rows go, become nobody's, and stay. */
export async function planOf(base: Base, scope: Scope, whom: Whom): Promise<Plan> {
  const counted = await Promise.all(
    [...parts, lastPart].map(async (part) => ({ part, rows: await count(base, part, whom) })),
  );
  const sum = (does: (part: Part) => boolean) =>
    [
      ...Map.groupBy(
        counted.filter(({ part }) => does(part)),
        ({ part }) => part.group,
      ),
    ]
      .map(([group, all]) => ({ group, rows: all.reduce((total, { rows }) => total + rows, 0) }))
      .filter(({ rows }) => rows > 0);
  const kept = await Promise.all(
    Object.entries(KEPT).map(async ([kind, { table, where }]) => ({
      kind: kind as KeptKind,
      rows: await base.db.reader.$count(table, where(whom.personId)),
    })),
  );
  return {
    goes: sum(({ set }) => !set),
    changes: sum(({ set }) => set !== undefined),
    kept: kept.filter(({ rows }) => rows > 0),
    blockers: await blockersOf(scope, whom.personId),
  };
}

const count = ({ db }: Base, { table, where }: Part, whom: Whom) => db.reader.$count(table, where(whom));

/** What must be settled before. */
export async function blockersOf(scope: Scope, personId: string): Promise<Blocker[]> {
  const house = scope.asSystem('erasure');
  const [led, reading] = await Promise.all([accountsLedAlone(house, personId), importsAtWork(house)]);
  return [
    ...led.map(({ accountId, name }) => ({ code: 'last_leader' as const, accountId, name })),
    ...reading.map(({ id, name }) => ({ code: 'import_at_work' as const, importId: id, name })),
  ];
}
