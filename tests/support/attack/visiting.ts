import type { Browser, Page } from '@playwright/test';

import type { Caller, Callers } from './people.ts';
import type { Visit } from './planting.ts';
import { listen, planted, type Finding } from './tripwire.ts';

type Seat = { page: Page; findings: Finding[] };
type Found = { path: string; findings: Finding[] };

/** Opens each page, everybody by himself, moves over what stands in it, and tells what has happened. */
export async function visit(
  browser: Browser,
  url: string,
  people: Callers,
  visits: Visit[],
): Promise<Found[]> {
  const guest = await browser.newContext({ baseURL: url });
  const heard = await listen(guest, [new URL(url).host]);
  const pages = new Map<string, Seat>();
  pages.set('guest', { page: await guest.newPage(), findings: heard });
  for (const { name, context, findings } of Object.values(people))
    pages.set(name, { page: await context.newPage(), findings });

  const found = await Promise.all(
    [...pages].map(([name, seat]) =>
      walk(
        seat,
        visits.filter(({ who }) => who === name),
      ),
    ),
  );
  await guest.close();
  return found.flat();
}

async function walk({ page, findings }: Seat, visits: Visit[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const { path } of visits) {
    const response = await page.goto(path, { waitUntil: 'load' });
    if ((response?.status() ?? 500) >= 500) findings.push(`answered ${response?.status()}`);
    await page.mouse.move(400, 300);
    await page.keyboard.press('Tab');
    const all = [...findings.splice(0), ...(await planted(page))];
    if (all.length) found.push({ path, findings: all.slice(0, 5) });
  }
  return found;
}

/** The palette over a page, asked for each of these. */
export async function searchPalette({ context, findings }: Caller, payloads: string[]): Promise<Found[]> {
  const page = await context.newPage();
  await page.goto('/desk/requests');
  await page.keyboard.press('Control+k');
  for (const payload of payloads) {
    const answered = page.waitForResponse((response) => response.url().includes('/find/options'));
    await page.getByRole('dialog').getByRole('combobox').fill(payload);
    await answered;
  }
  const all = [...findings.splice(0), ...(await planted(page))];
  await page.close();
  return all.length ? [{ path: 'the palette', findings: all }] : [];
}
