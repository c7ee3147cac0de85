import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Collections of what others have found to break programs, in a folder of real data. */
export function collections(corpus: string) {
  const read = (path: string) => readFileSync(join(corpus, path), 'utf8');
  const lines = (path: string) => read(path).split(/\r?\n/);
  const inside = (path: string) =>
    readdirSync(join(corpus, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').split(/\r?\n/));
  const part = <K extends string>(path: string, key: K) =>
    (JSON.parse(read(path)) as Record<K, string>[]).map((one) => one[key]);
  return {
    naughty: () => sendable(JSON.parse(read('abuse-blns/blns.json')) as string[]),
    injections: () => sendable(inside('abuse-sqli-payloadbox/Intruder')),
    formulas: () => sendable(inside('abuse-csv-injection/Intruder')),
    scripts: () =>
      sendable([
        ...lines('abuse-xss-payloadbox/Intruder/xss-payload-list.txt'),
        ...part('abuse-h5sc/items.json', 'data').map(scripted),
        ...lines('abuse-h5sc/vectors.txt'),
        ...part('abuse-dompurify-fixtures/expect.json', 'payload'),
      ]),
  };
}

/** The cheat sheet keeps its scripts in placeholders. */
const scripted = (data: string) =>
  data.replace(/%js_uri_\w+%/g, 'javascript:alert(1)').replace(/%js_\w+%/g, 'alert(1)');

/** Nothing at all is no text, and what no database carries has tests of its own. */
const sendable = (texts: string[]) =>
  [...new Set(texts.map((text) => text.replaceAll(/\r\n?/g, '\n')))].filter(
    (text) => text.trim() && !text.includes('\0') && text.isWellFormed(),
  );
