import type { Happened } from '#api/events/service.ts';

/** Where a thing is looked at: staff has its desk, the others their portal. */
const pages: Record<string, { portal?: string; desk?: string }> = {
  account: { portal: '/accounts', desk: '/desk/accounts' },
  article: { desk: '/desk/articles' },
  material: { portal: '/materials', desk: '/desk/materials' },
  opportunity: { portal: '/opportunities', desk: '/desk/opportunities' },
  request: { portal: '/requests', desk: '/desk/requests' },
  site: { portal: '/sites', desk: '/desk/sites' },
};

export function linkTo(
  { subjectType, subjectId, subjectName }: Happened,
  actorKind: string,
): string | undefined {
  const page = pages[subjectType]?.[actorKind === 'staff' ? 'desk' : 'portal'];
  return page && subjectName ? `${page}/${subjectId}` : undefined;
}

/** A recorded value as a reader sees it. */
export function shownValue(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
