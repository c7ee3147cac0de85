import { describe, expect, test } from 'vitest';

import type { SearchDocument } from '#search/document.ts';
import { openEmbedded } from '#search/embedded.ts';
import { distance } from '#search/spelling.ts';
import { searchDatabase } from '../support/embedded-search.ts';
import { searchContract } from './contract.ts';

async function open() {
  const { reader, writer } = await searchDatabase();
  return { search: openEmbedded(reader, (statements) => writer.batch(statements, 'write')), reader, writer };
}

describe('the embedded search', () => {
  searchContract(async () => (await open()).search);

  test('keeps its index in step with its documents', async () => {
    const { search, writer } = await open();
    const document: SearchDocument = {
      kind: 'article',
      id: 'art_1',
      locale: 'en',
      audience: 'public',
      title: 'One',
      text: 'Ünïcode',
      url: '/1',
    };
    await search.put([document, { ...document, id: 'art_2' }]);
    await search.put([{ ...document, title: 'Other' }]);
    await search.drop('article', ['art_2']);

    await expect(
      writer.execute("insert into search_index (search_index, rank) values ('integrity-check', 1)"),
    ).resolves.toBeDefined();
    await writer.execute("update search_documents set kind = 'article'");
    await writer.execute('vacuum');
    expect(await search.find({ text: 'other', audiences: ['public'], limit: 1 })).toHaveLength(1);
  });
});

test.each([
  ['support', 'support', 0],
  ['suport', 'support', 1],
  ['upport', 'support', 1],
  ['ardiuno', 'arduino', 1],
  ['sopprot', 'support', 2],
  ['', 'abc', 3],
  ['abc', '', 3],
])('%s is as far from %s as %i slips', (a, b, slips) => {
  expect(distance(a, b)).toBe(slips);
});
