import type { HistoryEntry } from '#api/events/history.ts';
import { findOpportunity, opportunityHistory } from '#api/opportunities/service.ts';
import { openStages } from '#api/opportunities/stages.ts';

type Movable = { id: string; version: number; may: { move: boolean; share: boolean }; shared: boolean };

type Looking = { url: URL; locals: Pick<App.Locals, 'person'> };

/** The form that takes the reader's last act back, as long as nobody has done anything after it. */
export function takingBack(
  { url, locals }: Looking,
  opportunity: Movable,
  [last]: Pick<HistoryEntry, 'name' | 'data' | 'actorName' | 'values'>[],
): Record<string, string> | undefined {
  // Anybody can write an address that says that something was done.
  if (!locals.person || last?.actorName !== locals.person.name) return undefined;
  const { id, version, may, shared } = opportunity;
  const form = { id, version: String(version) };
  switch (url.searchParams.get('done')) {
    case 'opportunities.done.moved':
    case 'opportunities.done.won':
    case 'opportunities.done.lost': {
      const from = last.name === 'opportunity.moved' ? last.data?.['from'] : undefined;
      // Back among the lost it would need its reason again.
      const stage = openStages.find((one) => one === from);
      return may.move && stage ? { ...form, action: 'move', stage } : undefined;
    }
    case 'opportunities.done.shared':
    case 'opportunities.done.unshared':
      return may.share && last.values.some(({ field }) => field === 'shared')
        ? { ...form, action: 'share', shared: shared ? 'no' : 'yes' }
        : undefined;
    default:
      return undefined;
  }
}

/** The same where a page shows several: `moved` in its address names the one that was moved. */
export async function takingBackOnBoard({ url, locals }: { url: URL; locals: App.Locals }) {
  const id = url.searchParams.get('moved');
  if (!id || !url.searchParams.has('done')) return undefined;
  const [opportunity, history] = await Promise.all([
    findOpportunity(locals.scope, id),
    opportunityHistory(locals.scope, id),
  ]);
  return takingBack({ url, locals }, opportunity, history);
}
