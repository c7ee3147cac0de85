import { sql } from 'drizzle-orm';

import { allow, invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { sections } from '#db/schema/articles.ts';
import { slugOf } from './address.ts';
import { canManage } from './policy.ts';
import { sectionById, sectionList } from './queries.ts';
import type { AddSection } from './schemas.ts';

/** In the order of the house. */
export const listSections = (scope: Scope) => sectionList(scope);

type Joined<T> = (write: Write, made: T) => void;

/**
 * A heading of the help, after the ones that are there.
 *
 * @param also what is written in the same batch
 * @throws 403, 422 for a parent that is not there or stands under another
 */
export async function addSection(
  scope: Scope,
  { parentId, ...names }: AddSection,
  { also }: { also?: Joined<{ id: string }> } = {},
): Promise<{ id: string }> {
  allow(canManage(scope.actor));
  if (parentId !== null) {
    const above = await sectionById(scope, parentId);
    if (!above || above.parentId !== null) throw invalid({ parentId: 'invalid_value' });
  }
  const wish = slugOf(names.en) || 'section';
  const position = sql`(select coalesce(max(position), -1) + 1 from sections)`;
  const slug = sql`${wish} || coalesce((select '-' || ${position} from sections where slug = ${wish}), '')`;
  return scope.write((write) => {
    const { id } = write.insert(sections, { names, parentId }, { slug, position });
    also?.(write, { id });
    return { id };
  });
}
