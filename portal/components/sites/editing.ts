import { z } from 'zod';

import { can } from '#api/core/actor.ts';
import { ChangeSiteForm, KeyForm } from '#api/sites/schemas.ts';
import { addKey, changeSite, findSite, revokeKey, type FoundSite } from '#api/sites/service.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

const asForm = ({ name, origins, version }: FoundSite) => ({
  name,
  origins: origins.join('\n'),
  version: String(version),
});

const DONE = ['sites.done.changed', 'sites.done.key_added', 'sites.done.key_revoked'] as const;

export type SiteEditing = {
  site: FoundSite;
  form: Form;
  /** What another act on this page was refused for. */
  refused: Form | undefined;
  /** What the site is now, when somebody saved first. */
  now: Record<string, string> | undefined;
  manages: boolean;
  /** Which message tells of what was done. */
  done: string | undefined;
};

/** The page of a website, in the portal and at the desk: three forms and what became of them. */
export async function editSite(page: Page, id: string): Promise<SiteEditing> {
  const { scope } = page.locals;
  const before = await findSite(scope, id);
  const changed = await submit(page, ChangeSiteForm, (input) => changeSite(scope, id, input), {
    initial: asForm(before),
    action: 'change',
  });
  const added = await submit(page, z.object({}), () => addKey(scope, id), { action: 'add' });
  const revoked = await submit(page, KeyForm, ({ keyId }) => revokeKey(scope, id, keyId).then(() => true), {
    action: 'revoke',
  });

  const stale = changed.error?.status === 412;
  const site = stale ? await findSite(scope, id) : before;
  const now = asForm(site);
  const failed = [added, revoked].find(({ error }) => error);
  return {
    site,
    form: stale ? { values: { ...changed.form.values, version: now.version }, errors: {} } : changed.form,
    refused: failed?.form,
    now: stale ? now : undefined,
    manages: can(scope.actor, 'sites.manage'),
    done: DONE.find((_, at) => [changed, added, revoked][at]?.result),
  };
}
