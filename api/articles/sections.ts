import { sql } from 'drizzle-orm';

import { allow } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { sections } from '#db/schema/articles.ts';
import { slugOf } from './address.ts';
import { canManage } from './policy.ts';
import { sectionList } from './queries.ts';
import type { AddSection } from './schemas.ts';

/** In the order of the house. */
export const listSections = (scope: Scope) => sectionList(scope);

/** A heading of the help, after the ones that are there. */
export async function addSection(scope: Scope, names: AddSection): Promise<{ id: string }> {
  allow(canManage(scope.actor));
  const wish = slugOf(names.en) || 'section';
  const position = sql`(select coalesce(max(position), -1) + 1 from sections)`;
  const slug = sql`${wish} || coalesce((select '-' || ${position} from sections where slug = ${wish}), '')`;
  return scope.write((write) => ({ id: write.insert(sections, { names }, { slug, position }).id }));
}
