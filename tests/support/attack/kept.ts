import type { World } from '#tests/support/world.ts';

/** Every text in a value, whatever it is made of. */
export function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') {
    yield value;
    if (/^[[{"]/.test(value)) yield* textsIn(parsed(value));
  } else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) {
      yield key;
      yield* textsIn(part);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Every text that the database holds, by itself or inside of JSON. */
export async function textsOf({ db }: World): Promise<Set<string>> {
  const rows = (
    await db.reading.batch((await tablesOf({ db })).map((name) => `select * from "${name}"`))
  ).flatMap(({ rows: found }) => found);
  return new Set(rows.flatMap((row) => [...textsIn(Object.values(row))]));
}

/** The names of all tables and how many rows each has. */
export async function countsOf({ db }: Pick<World, 'db'>): Promise<Record<string, number>> {
  const tables = await tablesOf({ db });
  const counted = await db.reading.batch(tables.map((name) => `select count(*) as n from "${name}"`));
  return Object.fromEntries(tables.map((name, at) => [name, Number(counted[at]?.rows[0]?.['n'])]));
}

async function tablesOf({ db }: Pick<World, 'db'>): Promise<string[]> {
  const { rows } = await db.reading.execute(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  );
  return rows.map(({ name }) => String(name));
}
