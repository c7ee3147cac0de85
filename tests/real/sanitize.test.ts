import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import rehypeParse from 'rehype-parse';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';

import { renderMarkdown } from '#api/articles/markdown.ts';
import { rehypeSafe } from '#api/core/sanitize.ts';
import { dangers } from '../support/safe-html.ts';

const corpus = process.env['PORTICO_CORPUS'];
const PATIENCE_MS = 60_000;
const read = (path: string) => readFileSync(join(corpus ?? '', path), 'utf8');

const COLLECTIONS: Record<string, () => string[]> = {
  'payloads of payloadbox': () => read('abuse-xss-payloadbox/Intruder/xss-payload-list.txt').split('\n'),
  'vectors of the HTML5 security cheat sheet': () => [
    ...(JSON.parse(read('abuse-h5sc/items.json')) as { data: string }[]).map(({ data }) => scripted(data)),
    ...read('abuse-h5sc/vectors.txt').split('\n'),
  ],
  'fixtures of DOMPurify': () =>
    (JSON.parse(read('abuse-dompurify-fixtures/expect.json')) as { payload: string }[]).map(
      ({ payload }) => payload,
    ),
};

/** The cheat sheet keeps its scripts in placeholders. */
const scripted = (data: string) =>
  data.replace(/%js_uri_\w+%/g, 'javascript:alert(1)').replace(/%js_\w+%/g, 'alert(1)');

const sanitizer = unified().use(rehypeParse, { fragment: true }).use(rehypeSafe).use(rehypeStringify);

describe.skipIf(!corpus).each(Object.entries(COLLECTIONS))('%s (needs PORTICO_CORPUS)', (_, load) => {
  test(
    'do nothing in Markdown',
    () => {
      expect(harmful(load(), (payload) => renderMarkdown(payload).html)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    'do nothing in HTML',
    () => {
      expect(harmful(load(), (payload) => String(sanitizer.processSync(payload)))).toEqual([]);
    },
    PATIENCE_MS,
  );
});

function harmful(payloads: string[], render: (payload: string) => string) {
  expect(payloads.length).toBeGreaterThan(100);
  return payloads.flatMap((payload) => {
    const found = dangers(render(payload));
    return found.length > 0 ? [{ payload, found }] : [];
  });
}
