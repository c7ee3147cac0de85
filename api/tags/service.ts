import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

import { isStaff } from '#api/core/actor.ts';
import { conflict, forbidden } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { roleOn } from '#api/requests/service.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { requests, type Request } from '#db/schema/requests.ts';
import { requestTags, tags, type Tag } from '#db/schema/tags.ts';
import { MOST_TAGS, type ChangeTags } from './schemas.ts';

const SHOWN = 500;

const dialect = new SQLiteSyncDialect();
const raw = (text: SQL) => ({ toSQL: () => dialect.sqlToQuery(text) });

export type Named = Pick<Tag, 'id' | 'name'>;

/** The words that the house has, by name. */
export async function listTags(scope: Scope): Promise<Named[]> {
  if (!isStaff(scope.actor)) return [];
  return scope.pick(tags, { id: tags.id, name: tags.name }).orderBy(asc(tags.nameKey)).limit(SHOWN);
}

/** The words of some requests, by name. */
export async function tagsOf(scope: Scope, requestIds: string[]): Promise<Map<string, Named[]>> {
  if (!isStaff(scope.actor) || !requestIds.length) return new Map();
  const rows = await scope
    .pick(
      requestTags,
      { requestId: requestTags.requestId, id: tags.id, name: tags.name },
      inArray(requestTags.requestId, requestIds),
    )
    .innerJoin(tags, eq(tags.id, requestTags.tagId));
  rows.sort((a, b) => a.name.localeCompare(b.name));
  return Map.groupBy(rows, ({ requestId }) => requestId);
}

/**
 * A word that the house does not have yet is made. What is there already, and what is gone already, stays so: two may
 * tag at once.
 *
 * @throws 403, 404, 409 `tags.too_many`
 */
export async function changeTags(scope: Scope, id: string, { add, remove }: ChangeTags): Promise<Named[]> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  const had = (await tagsOf(scope, [id])).get(id) ?? [];
  const has = (name: string) => had.some((tag) => fold(tag.name) === fold(name));
  const added = add.filter((name) => !has(name));
  const removed = remove.filter(has);
  if (!added.length && !removed.length) return had;
  await scope.write((write) => tag(write, request, { add: added, remove: removed }));
  return (await tagsOf(scope, [id])).get(id) ?? [];
}

/** As part of a batch; what is there already is not recorded. */
export function tag(write: Write, request: Request, { add, remove }: ChangeTags): void {
  const { id } = request;
  for (const name of add) attach(write, id, name);
  const gone = sql`(select id from tags where name_key in ${remove.map((name) => fold(name))})`;
  if (remove.length)
    write.remove(requestTags, sql`${eq(requestTags.requestId, id)} and ${requestTags.tagId} in ${gone}`);
  const count = sql`(select count(*) from request_tags where request_id = ${id})`;
  write.require(sql`${count} <= ${MOST_TAGS}`, conflict('tags.too_many'));
  write.record('request.tagged', request, {
    audience: 'staff',
    values: { tags: { before: remove, after: add, audience: 'staff' } },
  });
}

function attach(write: Write, requestId: string, name: string): void {
  const [key, now] = [fold(name), Date.now()];
  write.also(
    raw(sql`insert into tags (id, name, name_key, created_at)
      select ${newId('tag')}, ${name}, ${key}, ${now} where true on conflict (name_key) do nothing`),
  );
  write.also(
    raw(sql`insert into request_tags (id, request_id, tag_id, created_at)
      select ${newId('rtg')}, ${requestId}, id, ${now} from tags where name_key = ${key}
      on conflict (request_id, tag_id) do nothing`),
  );
}
