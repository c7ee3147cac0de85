import { openDatabase } from '#db/client.ts';

/** Counts up in the given file for as long as it lives, and says each number once it is written. */
const db = await openDatabase(`file:${process.argv[2]}`);
for (let n = 1; n <= 100_000; n += 1) {
  await db.writer.batch([
    {
      sql: `insert into counters (name, value) values ('killed', 1) on conflict (name) do update set value = value + 1`,
      args: [],
    },
  ]);
  process.stdout.write(`${n}\n`);
}
