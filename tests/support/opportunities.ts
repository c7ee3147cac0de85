import { eq } from 'drizzle-orm';
import { expect } from 'vitest';

import type { OpportunityStage } from '#db/enums.ts';
import { events } from '#db/schema/events.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import type { Name, World } from './world.ts';

/** What Brightline wants to sell to Dune Labs. */
export const pumps = {
  title: 'Leak detection, pump stations 4–9',
  customerId: 'acc_dune',
  amount: 41_000_00,
  currency: 'EUR',
  closeOn: '2099-06-30',
};
export const DAY_MS = 86_400_000;

export type Shown = Record<string, unknown> & { id: string; version: number };
export type Listed = { items: Shown[]; total: number; next?: string } & Record<string, unknown>;

/** The acts that stories about opportunities are told in. */
export function opportunityActs(w: World) {
  const list = async (name: Name, query = '') =>
    (await (await w.as(name).get(`/opportunities${query}`)).json()) as Listed;

  const rows = async () => [
    await w.db.reader.select().from(opportunities),
    await w.db.reader.select().from(opportunityNotes),
    await w.db.reader.$count(events),
  ];

  return {
    list,
    async begin(name: Name, facts: object = {}) {
      const answer = await w.as(name).post('/opportunities', { ...pumps, ...facts });
      expect(answer.status).toBe(201);
      return (await answer.json()) as Shown;
    },
    read: async (name: Name, id: string) =>
      (await (await w.as(name).get(`/opportunities/${id}`)).json()) as Shown,
    titles: async (name: Name, query = '') => (await list(name, query)).items.map(({ title }) => title),
    move: (name: Name, { id, version }: Shown, body: object) =>
      w.as(name).put(`/opportunities/${id}/stage`, body, { 'if-match': `"${version}"` }),
    happened: async (name: Name, query = '') =>
      ((await (await w.as(name).get(`/events${query}`)).json()) as { items: unknown[] }).items,
    /** Puts it somewhere without going there. */
    async stand(id: string, stage: OpportunityStage, days = 0) {
      const stageSince = new Date(Date.now() - days * DAY_MS);
      await w.db.direct.update(opportunities).set({ stage, stageSince }).where(eq(opportunities.id, id));
    },
    /** Refused, and nothing has happened. */
    async refused(act: () => Promise<Response>): Promise<[number, string]> {
      const before = await rows();
      const answer = await act();
      expect(await rows()).toEqual(before);
      return [answer.status, ((await answer.json()) as { code: string }).code];
    },
  };
}
