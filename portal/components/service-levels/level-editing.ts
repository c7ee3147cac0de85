import { z } from 'zod';

import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { findAccount } from '#api/accounts/service.ts';
import { accountView } from '#api/accounts/view.ts';
import { invalid } from '#api/core/errors.ts';
import { parse, version } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { ChangeServiceLevel } from '#api/service-levels/schemas.ts';
import {
  addServiceLevel,
  changeServiceLevel,
  findServiceLevel,
  type ServiceLevelNow,
} from '#api/service-levels/service.ts';
import { clockTargets, requestPriorities } from '#db/enums.ts';
import { submit } from '../../form.ts';
import { edited, type Editing, type Page } from './editing.ts';
import { readAmount, writeAmount } from './times.ts';

/** How many steps of an escalation a form has room for. */
export const STEPS = [0, 1, 2];

const Sent = z.looseObject({
  version: version.optional(),
  'conditions.priorities': z.array(z.string()).default([]),
  'conditions.categories': z.array(z.string()).default([]),
  'conditions.accountKinds': z.array(z.string()).default([]),
});
type Sent = z.infer<typeof Sent>;

const textOf = (sent: Sent, name: string) => String(sent[name] ?? '').trim();
const numberOf = (sent: Sent, name: string) => {
  const text = textOf(sent, name);
  return /^\d{1,6}$/.test(text) ? Number(text) : text || undefined;
};

async function changeIn(scope: Scope, sent: Sent): Promise<ChangeServiceLevel> {
  const targets = clockTargets.map((target) => {
    const given = requestPriorities.flatMap((priority) => {
      const text = textOf(sent, `targets.${target}.${priority}`);
      return text ? [[priority, readAmount(text)]] : [];
    });
    return [target, Object.fromEntries(given) as unknown];
  });
  const escalations = STEPS.flatMap((step) => {
    const [after, roleId] = [
      textOf(sent, `escalations.${step}.after`),
      textOf(sent, `escalations.${step}.roleId`),
    ];
    return after || roleId ? [{ after: readAmount(after), roleId }] : [];
  });
  return parse(ChangeServiceLevel, {
    name: textOf(sent, 'name'),
    position: numberOf(sent, 'position'),
    enabled: textOf(sent, 'enabled') === 'on',
    scheduleId: textOf(sent, 'scheduleId'),
    conditions: {
      priorities: sent['conditions.priorities'],
      categories: sent['conditions.categories'],
      accountKinds: sent['conditions.accountKinds'],
      accountId: await accountIn(scope, textOf(sent, 'conditions.accountId')),
    },
    targets: Object.fromEntries(targets),
    warnPercent: numberOf(sent, 'warnPercent'),
    grace: readAmount(textOf(sent, 'grace')),
    enforceFrom: textOf(sent, 'enforceFrom'),
    escalations,
  });
}

/** People write the name of a company, not its id. */
async function accountIn(scope: Scope, name: string): Promise<string | null> {
  if (!name) return null;
  const { account } = oneNamed(await accountsNamed(scope, [name]), name, 'account');
  if (!account) throw invalid({ 'conditions.accountId': 'service_levels.unknown_account' });
  return account.id;
}

async function asForm(scope: Scope, level: ServiceLevelNow): Promise<Record<string, string>> {
  const { conditions, targets, escalations } = level;
  const account = conditions.accountId ? await findAccount(scope, conditions.accountId) : undefined;
  const amounts = clockTargets.flatMap((target) =>
    requestPriorities.map((priority) => [
      `targets.${target}.${priority}`,
      writeAmount(targets[target]?.[priority]),
    ]),
  );
  const steps = STEPS.flatMap((step) => [
    [`escalations.${step}.after`, writeAmount(escalations[step]?.after)],
    [`escalations.${step}.roleId`, escalations[step]?.roleId ?? ''],
  ]);
  return {
    name: level.name,
    position: String(level.position),
    enabled: level.enabled ? 'on' : '',
    scheduleId: level.scheduleId ?? '',
    'conditions.priorities': conditions.priorities.join(' '),
    'conditions.categories': conditions.categories.join(' '),
    'conditions.accountKinds': conditions.accountKinds.join(' '),
    'conditions.accountId': account ? (accountView(account).name ?? '') : '',
    ...Object.fromEntries([...amounts, ...steps]),
    warnPercent: String(level.warnPercent),
    grace: writeAmount(level.grace),
    enforceFrom: level.enforceFrom.toISOString().slice(0, 10),
    version: String(level.version),
  };
}

/** What is checked is sent once for each; the form shows them as one list of words. */
async function send(
  page: Page,
  initial: Record<string, string>,
  work: (sent: Sent) => Promise<ServiceLevelNow>,
) {
  const answer = await submit(page, Sent, work, { initial });
  if (page.request.method !== 'POST') return answer;
  const sent = await page.request.clone().formData();
  const lists = ['priorities', 'categories', 'accountKinds'].map((list) => [
    `conditions.${list}`,
    sent.getAll(`conditions.${list}[]`).join(' '),
  ]);
  const values = { ...answer.form.values, ...(Object.fromEntries(lists) as Record<string, string>) };
  return { ...answer, form: { ...answer.form, values } };
}

/** The form of a new level, in force from today on. */
export async function newLevel(page: Page): Promise<Editing> {
  const { scope } = page.locals;
  const initial = {
    position: '1',
    enabled: 'on',
    warnPercent: '75',
    grace: '1:00',
    enforceFrom: new Date().toISOString().slice(0, 10),
  };
  const { form, result } = await send(page, initial, async (sent) =>
    addServiceLevel(scope, await changeIn(scope, sent)),
  );
  return { form, now: undefined, saved: result?.id };
}

/** The page of a level: what it promises, and the form that changes it. */
export const editLevel = (page: Page, id: string) =>
  edited({
    find: () => findServiceLevel(page.locals.scope, id),
    asForm: (level) => asForm(page.locals.scope, level),
    send: (values) =>
      send(page, values, async (sent) =>
        changeServiceLevel(page.locals.scope, id, sent.version ?? 0, await changeIn(page.locals.scope, sent)),
      ),
  });
