import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

type Violation = { id: string; nodes: string[] };
type InPage = { axe: { run: (within: string, options: RunOptions) => Promise<AxeResults> } };

/**
 * What axe finds wrong on a page, with the elements that it means. It runs in the page itself: @axe-core/playwright
 * opens a window for every answer, which takes five times as long as the asking.
 */
export async function barriersOn(
  page: Page,
  { within = 'html', rules }: { within?: string; rules?: string[] } = {},
): Promise<Violation[]> {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source);
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  return page.evaluate(
    async ([where, how]) => {
      const found = await (window as unknown as InPage).axe.run(where, how);
      return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    },
    [within, options] as const,
  );
}
