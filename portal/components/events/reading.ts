import type { Happened } from '#api/events/service.ts';
import { isKey, type Key } from '#api/i18n/index.ts';

/** Where a thing is looked at: staff has its desk, the others their portal. */
const pages: Record<string, { portal?: string; desk?: string }> = {
  account: { portal: '/accounts', desk: '/desk/accounts' },
  application: { desk: '/desk/applications' },
  article: { desk: '/desk/articles' },
  import: { desk: '/desk/import' },
  mailbox: { desk: '/desk/mailboxes' },
  material: { portal: '/materials', desk: '/desk/materials' },
  opportunity: { portal: '/opportunities', desk: '/desk/opportunities' },
  product: { desk: '/desk/products' },
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

type Standing = (value: unknown, actorKind: string) => string;
const standings: Record<string, Standing> = {
  'opportunity.moved': (stage) => `opportunities.stage.${String(stage)}`,
  'request.status_changed': (status, actorKind) =>
    `requests.${actorKind === 'staff' ? 'desk_status' : 'status'}.${String(status)}`,
};

/** How a thing stood and how it stands now, in the words of its reader; nothing for what does not move. */
export function moveIn(
  { name, data }: Pick<Happened, 'name' | 'data'>,
  actorKind: string,
): { from: Key; to: Key } | undefined {
  const standing = standings[name];
  if (!standing) return undefined;
  const [from, to] = [standing(data['from'], actorKind), standing(data['to'], actorKind)];
  return isKey(from) && isKey(to) && from !== to ? { from, to } : undefined;
}

/** A recorded value as a reader sees it. */
export function shownValue(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.map(String).join(', ') || null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
