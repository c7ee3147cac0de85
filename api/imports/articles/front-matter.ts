import { parse } from 'yaml';
import { z } from 'zod';

const OPENING = /^---[^\S\n]*\n([\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;

const name = z.union([z.string(), z.number(), z.bigint()]).transform((value) => String(value).trim());

/** What other help centres say about an article before its text; everything else there is left alone. */
const FrontMatter = z.object({
  title: name.optional(),
  id: name.optional(),
  draft: z.boolean().optional(),
  summary: name.optional(),
  description: name.optional(),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

/** @returns `undefined` where what stands there is no YAML, or says something else than it should */
export function readFrontMatter(text: string): { facts: FrontMatter; body: string } | undefined {
  const [whole = '', yaml = ''] = OPENING.exec(text) ?? [];
  try {
    // Ids of other systems are longer than a number can be exact.
    const said: unknown = whole ? parse(yaml, { intAsBigInt: true, maxAliasCount: 20 }) : {};
    const { success, data } = FrontMatter.safeParse(said ?? {});
    return success ? { facts: data, body: text.slice(whole.length).trim() } : undefined;
  } catch {
    return undefined;
  }
}
