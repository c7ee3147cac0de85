import { beforeAll, describe, expect, test } from 'vitest';

import { grow } from '#tests/support/grow.ts';
import { reads } from '#tests/support/reads.ts';
import { listen, type Select } from '#tests/support/selects.ts';
import { world, type Name, type World } from '#tests/support/world.ts';

const PATIENCE_MS = 240_000;
const readers: Name[] = ['dan', 'dora', 'bea', 'ben', 'max', 'abe', 'eve', 'ada'];

type Exception = { of: RegExp; plan: RegExp; because: string };

/** What SQLite sorts or looks through all the same, and why that is no harm. */
const EXCEPTIONS: Exception[] = [
  {
    of: /from "requests" .*"requests"\."number" in \(select rowid from request_index .*order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'words that stand in two thousand requests at most are fetched and put in order',
  },
  {
    of: /from "requests" .*"requests"\."number" = \?\)+ order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'a number names one request, which is sorted by itself',
  },
  {
    of: /from "requests" .*"engagements".* order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because:
      'requests of several customers come from several places of the index: what one partner reaches is sorted',
  },
  {
    of: /from "requests" .*"requests"\."id" in \(select "request_id" from "participants".* order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the single requests that one person was invited into are few',
  },
  {
    of: /from "accounts" where .*"engagements".* order by|from "engagements" inner join "accounts" .* order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the companies that one partner serves are few among many, and sorted',
  },
  {
    of: /from "events" .*"subject_id" in \(\?, /s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the story of an account is that of its contacts too, two hundred at most',
  },
  {
    of: /from "requests" .*"form_id" is not null.* group by "requests"\."form_id"/s,
    plan: /TEMP B-TREE FOR GROUP BY/,
    because: 'for a file: all of a list is read once to know its few forms, before it is written',
  },
  {
    of: /from "materials" .*group by/s,
    plan: /TEMP B-TREE FOR GROUP BY|SCAN materials USING INDEX/,
    because:
      'the counts of all facets are taken in one walk over the library, which people have put together by hand',
  },
  {
    of: /from "opportunities" .*"next_step_on" is not null\)\)\) group by/s,
    plan: /TEMP B-TREE FOR GROUP BY/,
    because: 'what is open with the customers of one page',
  },
  {
    of: /sum\("amount"\).*from "opportunities"/s,
    plan: /SCAN opportunities USING INDEX/,
    because: 'amounts are added up only while there are not more than a thousand',
  },
  {
    of: /from "attachments" .*"message_id" in/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the files of the messages of one page',
  },
  {
    of: /from "contacts" .* order by "contacts"\."id" asc/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'for a file: the contacts of some companies, sorted so that the next handful is known',
  },
  {
    of: /from "site_keys" /,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'two keys at most for each site of one page',
  },
  {
    of: /from "memberships" .* order by "people"."name"/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the people of one account, by a name that stands in another table',
  },
  {
    of: /from "(sessions|devices|passkeys)" where .* order by/s,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'what one person has been signed in with, fifty at most',
  },
  {
    of: /from search_index/,
    plan: /TEMP B-TREE FOR ORDER BY/,
    because: 'the best answers are known once every hit is weighed',
  },
  {
    of: /^select count\(\*\) as n from search_documents$/,
    plan: /SCAN search_documents USING COVERING INDEX/,
    because: 'how rare a word is depends on how many articles there are; an index of them is counted',
  },
  {
    of: /from \(select 1 from "(events|sites)" where/,
    plan: /SCAN (events|sites)$/,
    because: 'a count stops at 1,001, and next to no row of these is left out',
  },
  {
    of: /from \(select 1 from "products" where/,
    plan: /SCAN products$/,
    because: 'what the house sells is a list that people have put together, counted to 1,001',
  },
  {
    of: /count\(\*\) from "articles" .*group by "articles"."section_id"/s,
    plan: /SCAN articles USING COVERING INDEX/,
    because: 'how many articles each section has is counted in an index that holds nothing else',
  },
  {
    of: /from "sections" order by/,
    plan: /SCAN sections USING INDEX/,
    because: 'all sections are shown',
  },
];

/** Of what an actor cannot reach at all no row is read. */
const NOTHING = / where \(0 and /;

type Heard = { reader: Name; read: string; selects: Select[] };

async function hear(rows: number): Promise<{ w: World; heard: Heard[] }> {
  const w = await world();
  await grow(w, rows);
  const heard: Heard[] = [];
  for (const reader of readers)
    for (const { name, ask } of reads) {
      const ear = listen(w);
      await ask(w, reader);
      ear.stop();
      heard.push({ reader, read: name, selects: ear.heard });
    }
  return { w, heard };
}

let few: Awaited<ReturnType<typeof hear>>;
beforeAll(async () => {
  few = await hear(5);
}, PATIENCE_MS);

/** The lines of a plan that say that rows are sorted, or that a table is read to its end. */
function costly(sql: string, plan: string[]): string[] {
  if (NOTHING.test(sql)) return [];
  const stops = /\blimit\b/i.test(sql);
  return plan.filter((line) => {
    if (line.startsWith('USE TEMP B-TREE')) return true;
    if (!line.startsWith('SCAN ') || /VIRTUAL TABLE|CONSTANT ROW|^SCAN (some|\(subquery|r\b)/.test(line))
      return false;
    // In the order of an index until the page is full.
    return !(stops && / USING (COVERING )?INDEX /.test(line));
  });
}

test('every list is served by an index', { timeout: PATIENCE_MS }, async () => {
  const distinct = new Map(
    few.heard.flatMap(({ reader, read, selects }) =>
      selects.map((select) => [select.sql, { ...select, from: `${reader}: ${read}` }] as const),
    ),
  );
  const used = new Set<Exception>();
  const wrong: string[] = [];
  for (const { sql, args, from } of distinct.values()) {
    const explained = { sql: `explain query plan ${sql}`, args: args as string[] };
    const { rows } = await few.w.db.reading.execute(explained);
    const plan = rows.map((row) => String(row['detail']));
    for (const line of costly(sql, plan)) {
      const exception = EXCEPTIONS.find((one) => one.of.test(sql) && one.plan.test(line));
      if (exception) used.add(exception);
      else
        wrong.push(
          `${line} -- ${from} -- ${sql.replaceAll('"', '').replace(/^select .*? from/s, 'select … from')}`,
        );
    }
  }

  expect(distinct.size).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
  expect(EXCEPTIONS.filter((one) => !used.has(one))).toEqual([]);
});

describe('a page asks as often', () => {
  test('for fifty rows as for five', { timeout: PATIENCE_MS }, async () => {
    const many = await hear(50);
    const asked = ({ heard }: typeof few) =>
      Object.fromEntries(heard.map(({ reader, read, selects }) => [`${reader}: ${read}`, selects.length]));

    expect(asked(many)).toEqual(asked(few));
  });
});
