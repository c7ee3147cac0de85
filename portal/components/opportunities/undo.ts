import type { HistoryEntry } from '#api/events/history.ts';
import { findOpportunity, opportunityHistory } from '#api/opportunities/service.ts';
import { openStages } from '#api/opportunities/stages.ts';

type Movable = { id: string; version: number; may: { move: boolean; share: boolean }; shared: boolean };

/** The form that takes the last act back, as long as nothing has come after it. */
export function takingBack(
  { url, opportunity }: { url: URL; opportunity: Movable },
  [last]: HistoryEntry[],
): Record<string, string> | undefined {
  const { id, version, may, shared } = opportunity;
  const form = { id, version: String(version) };
  switch (url.searchParams.get('done')) {
    case 'opportunities.done.moved':
    case 'opportunities.done.won':
    case 'opportunities.done.lost': {
      const from = last?.name === 'opportunity.moved' ? last.data?.['from'] : undefined;
      // Back among the lost it would need its reason again.
      const stage = openStages.find((one) => one === from);
      return may.move && stage ? { ...form, action: 'move', stage } : undefined;
    }
    case 'opportunities.done.shared':
    case 'opportunities.done.unshared':
      return may.share ? { ...form, action: 'share', shared: shared ? 'no' : 'yes' } : undefined;
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
  return takingBack({ url, opportunity }, history);
}
