import { describe, expect, test } from 'vitest';

import { openEmbedded } from '#search/embedded.ts';
import { searchDatabase } from '../support/embedded-search.ts';
import { firstTen, meanRank, realHelpCentre, type HelpCentre } from '../support/help-centre.ts';

const corpus = process.env['PORTICO_CORPUS'] ?? '';
const PATIENCE_MS = 120_000;

const QUESTIONS = {
  'whole titles': ({ titles }: HelpCentre) => titles,
  'titles without their first word': ({ titles }: HelpCentre) =>
    titles.map(({ text, id }) => ({ text: text.replace(/^\S+\s+(?=\S+\s)/, ''), id })),
  'titles with a typing error': ({ typos }: HelpCentre) => typos,
};
const AIMS = {
  'whole titles': 0.98,
  'titles without their first word': 0.9,
  'titles with a typing error': 0.92,
};

describe.skipIf(!corpus)('in a real help centre (needs PORTICO_CORPUS)', () => {
  test.each(Object.entries(AIMS))(
    '%s find their article',
    async (what, aim) => {
      const centre = realHelpCentre(corpus);
      const { reader, writer } = await searchDatabase();
      const search = openEmbedded(reader, (statements) => writer.batch(statements, 'write'));
      await search.put(centre.documents);
      const questions = QUESTIONS[what as keyof typeof QUESTIONS](centre);
      const whole = await meanRank(firstTen(search), questions);
      const typing = await meanRank(firstTen(search, true), questions);
      process.stdout.write(`${what}: MRR@10 ${whole.toFixed(3)}, as one types ${typing.toFixed(3)}\n`);

      expect(Math.min(whole, typing)).toBeGreaterThan(aim);
    },
    PATIENCE_MS,
  );
});
