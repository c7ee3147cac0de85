import { isMember } from '#api/core/actor.ts';
import { canChangeRole, editRole, findRole, retireRole } from '#api/people/own-roles.ts';
import { EditRoleForm, SeatForm } from '#api/people/schemas.ts';
import type { Role } from '#db/schema/people.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** As the fields of the form are named. */
const asForm = ({ name, rights, fields, version }: Role): Record<string, string> => ({
  name: name ?? '',
  version: String(version),
  ...Object.fromEntries(Object.entries(rights).map(([right, level]) => [`rights.${right}`, level])),
  ...Object.fromEntries(Object.entries(fields).map(([group, access]) => [`fields.${group}`, access])),
});

/** The page of a role, in the portal and at the desk: its forms and what became of them. */
export async function roleEditing(page: Page, id: string) {
  const { scope } = page.locals;
  const before = await findRole(scope, id);
  const saved = await submit(
    page,
    EditRoleForm,
    ({ version, ...change }) => editRole(scope, id, version, change),
    { initial: asForm(before), action: 'save' },
  );
  const retired = await submit(
    page,
    SeatForm,
    ({ version }) => retireRole(scope, id, version).then(() => true),
    { action: 'retire' },
  );

  const stale = saved.error?.status === 412;
  const role = stale ? await findRole(scope, id) : before;
  const now = asForm(role);
  return {
    role,
    form: stale
      ? { values: { ...saved.form.values, version: now['version'] ?? '' }, errors: {} }
      : saved.form,
    /** What the role is now, when somebody saved first. */
    now: stale ? now : undefined,
    refused: retired.error ? retired.form : undefined,
    failed: saved.error !== undefined || retired.error !== undefined,
    mayChange: isMember(scope.actor) && canChangeRole(scope.actor, role),
    done: saved.result ? 'people.done.role_saved' : retired.result ? 'people.done.role_retired' : undefined,
  };
}
