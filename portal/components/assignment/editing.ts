import { z } from 'zod';

import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { findAccount } from '#api/accounts/service.ts';
import { accountView } from '#api/accounts/view.ts';
import { SaveRule } from '#api/assignment/schemas.ts';
import { addRule, changeRule, findRule } from '#api/assignment/service.ts';
import { invalid } from '#api/core/errors.ts';
import { parse, version } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import type { AssignmentRule } from '#db/schema/assignment.ts';
import { formOf, submit } from '../../form.ts';
import { edited, type Page } from '../service-levels/editing.ts';

/** What is ticked: shown as one list of words. */
export const ticks = ['categories', 'typeIds', 'locales', 'agentIds'] as const;

const list = z.array(z.string()).default([]);
const Sent = z.looseObject({
  version: version.optional(),
  categories: list,
  typeIds: list,
  locales: list,
  agentIds: list,
});
type Sent = z.infer<typeof Sent>;

async function ruleIn(scope: Scope, { version: _version, ...sent }: Sent): Promise<SaveRule> {
  const { name, position, method, categories, typeIds, locales, agentIds } = sent;
  const accountId = await accountIn(scope, String(sent['account'] ?? '').trim());
  const enabled = sent['enabled'] === 'on';
  return parse(SaveRule, {
    name,
    position: Number(position) || undefined,
    method,
    enabled,
    categories,
    typeIds,
    locales,
    agentIds,
    accountId,
  });
}

/** People write the name of a company, not its id. */
async function accountIn(scope: Scope, name: string): Promise<string | null> {
  if (!name) return null;
  const { account } = oneNamed(await accountsNamed(scope, [name]), name, 'account');
  if (!account) throw invalid({ account: 'service_levels.unknown_account' });
  return account.id;
}

async function asForm(scope: Scope, rule: AssignmentRule): Promise<Record<string, string>> {
  const account = rule.accountId ? accountView(await findAccount(scope, rule.accountId)).name : '';
  return {
    name: rule.name,
    position: String(rule.position),
    enabled: rule.enabled ? 'on' : '',
    method: rule.method,
    account: account ?? '',
    ...Object.fromEntries(ticks.map((name) => [name, rule[name].join(' ')])),
    version: String(rule.version),
  };
}

/** What is ticked is sent once for each. */
async function send(
  page: Page,
  initial: Record<string, string>,
  work: (sent: Sent) => Promise<AssignmentRule>,
) {
  const answer = await submit(page, Sent, work, { initial });
  if (page.request.method !== 'POST') return answer;
  const sent = await formOf(page.request);
  const ticked = Object.fromEntries(ticks.map((name) => [name, sent.getAll(`${name}[]`).join(' ')]));
  return { ...answer, form: { ...answer.form, values: { ...answer.form.values, ...ticked } } };
}

/** The form of a new rule. */
export const newRule = (page: Page) =>
  send(page, { position: '1', enabled: 'on', method: 'round_robin' }, async (sent) =>
    addRule(page.locals.scope, await ruleIn(page.locals.scope, sent)),
  );

/** The page of a rule. */
export const editRule = (page: Page, id: string) =>
  edited({
    find: () => findRule(page.locals.scope, id),
    asForm: (rule) => asForm(page.locals.scope, rule),
    send: (values) =>
      send(page, values, async (sent) =>
        changeRule(page.locals.scope, id, sent.version ?? 0, await ruleIn(page.locals.scope, sent)),
      ),
  });
