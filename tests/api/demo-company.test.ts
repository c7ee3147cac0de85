import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Member } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import { requestsOnHome, salesOnHome } from '#api/home/service.ts';
import { MaterialFilter } from '#api/materials/schemas.ts';
import { listMaterials } from '#api/materials/service.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { listOpportunities } from '#api/opportunities/service.ts';
import type { Portico } from '#api/portico.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { listRequests } from '#api/requests/service.ts';
import { opportunityStages, requestStatuses } from '#db/enums.ts';
import * as schema from '#db/schema/index.ts';
import { demoAt } from '../support/demo.ts';

const { accounts, memberships, messages, notes, opportunities, people, requests, roles } = schema;

let portico: Portico;
beforeAll(async () => {
  portico = await demoAt(new Date());
});

const rowsOf = <T extends SQLiteTable>(table: T) =>
  portico.base.db.reader.select().from(table) as unknown as Promise<T['$inferSelect'][]>;

describe('the work of the demo company', () => {
  test('has requests in every state and opportunities in every stage', async () => {
    const asked = await rowsOf(requests);
    const sold = await rowsOf(opportunities);

    expect(asked.length).toBeGreaterThanOrEqual(80);
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set(requestStatuses));
    expect(new Set(asked.map(({ subject }) => subject)).size).toBe(asked.length);
    expect(sold.length).toBeGreaterThanOrEqual(60);
    expect(new Set(sold.map(({ stage }) => stage))).toEqual(new Set(opportunityStages));
    expect(new Set(sold.map(({ currency }) => currency)).size).toBe(3);
  });

  test('has what is late, what is due today, and what nobody has taken up', async () => {
    const asked = await rowsOf(requests);
    const steps = (await rowsOf(opportunities)).map(({ nextStepOn }) => nextStepOn);
    const today = new Date().toISOString().slice(0, 10);
    const late = asked.filter(({ dueAt }) => dueAt && dueAt.getTime() < Date.now());

    expect(late.length).toBeGreaterThan(3);
    expect(late.length).toBeLessThan(20);
    expect(asked.some(({ status, assigneeId }) => status === 'submitted' && !assigneeId)).toBe(true);
    expect(steps).toContain(today);
    expect(steps.some((day) => day !== null && day < today)).toBe(true);
  });

  test('is told in three languages, for the house alone too, and numbers its entries without a gap', async () => {
    const asked = await rowsOf(requests);
    const entries = Map.groupBy(
      [...(await rowsOf(messages)), ...(await rowsOf(notes))],
      (one) => one.requestId,
    );
    const wrong = asked.filter(({ id, lastSeq }) => {
      const seqs = (entries.get(id) ?? []).map(({ seq }) => seq).sort((a, b) => a - b);
      return seqs.join() !== Array.from({ length: lastSeq }, (_, index) => index + 1).join();
    });

    expect(new Set(asked.map(({ locale }) => locale))).toEqual(new Set(['en', 'es', 'ru']));
    expect((await rowsOf(notes)).length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  test('has a distributor with a reseller below it', async () => {
    const kept = await rowsOf(accounts);
    const below = kept.filter(({ parentId }) => parentId);

    expect(below.length).toBeGreaterThan(0);
    for (const { parentId } of below) expect(kept.find(({ id }) => id === parentId)?.kind).toBe('partner');
  });
});

/** Everybody who can sign in, as the portal would know them. */
async function everybody(): Promise<{ name: string; member: Member }[]> {
  const [joined, named, kept, may] = await Promise.all([
    rowsOf(memberships),
    rowsOf(people),
    rowsOf(accounts),
    rowsOf(roles),
  ]);
  return joined.map(({ id, personId, accountId, roleId }) => {
    const kind = kept.find((account) => account.id === accountId)?.kind ?? 'customer';
    const { rights = {}, fields = {} } = may.find((role) => role.id === roleId) ?? {};
    const name = named.find((person) => person.id === personId)?.name ?? personId;
    const member = { personId, accountId, membershipId: id, rights, fields };
    return { name, member: { ...member, kind: kind === 'house' ? ('staff' as const) : kind } };
  });
}

test('nobody of the demo meets an empty list or an empty home', async () => {
  const empty: string[] = [];
  for (const { name, member } of await everybody()) {
    const scope = new Scope(portico.base, member);
    const { rights } = member;
    const holds = async (what: string, count: number | Promise<number>) => {
      if ((await count) === 0) empty.push(`${name}: ${what}`);
    };
    if (rights['requests.read'])
      await holds('requests', (await listRequests(scope, RequestFilter.parse({ tab: 'all' }))).total);
    if (rights['opportunities.read'])
      await holds(
        'opportunities',
        (await listOpportunities(scope, OpportunityFilter.parse({}), 'UTC')).items.length,
      );
    if (rights['materials.read'])
      await holds('materials', (await listMaterials(scope, MaterialFilter.parse({}))).items.length);
    if (member.kind === 'staff') continue;
    const { waiting, open } = await requestsOnHome(scope, member);
    const sales = await salesOnHome(scope, member, 'UTC');
    await holds('home', waiting.length + open.length + (sales?.closing.length ?? 0));
  }

  expect(empty).toEqual([]);
});
