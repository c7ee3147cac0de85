import { isMember } from '#api/core/actor.ts';
import { canChangeRole, editRole, findRole, retireRole } from '#api/people/own-roles.ts';
import { EditRoleForm, SeatForm } from '#api/people/schemas.ts';
import type { Role } from '#db/schema/people.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

/** As the fields of the form are named. */
export const roleFields = ({ name, rights, version }: Pick<Role, 'name' | 'rights' | 'version'>) => ({
  name: name ?? '',
  version: String(version),
  ...Object.fromEntries(Object.entries(rights).map(([right, level]) => [`rights.${right}`, level])),
});

/** The page of a role, in the portal and at the desk: its forms and what became of them. */
export async function roleEditing(page: Page, id: string) {
  const { scope } = page.locals;
  const role = await findRole(scope, id);
  const saved = await submit(
    page,
    EditRoleForm,
    ({ version, ...change }) => editRole(scope, id, version, change),
    { initial: roleFields(role), action: 'save' },
  );
  const retired = await submit(
    page,
    SeatForm,
    ({ version }) => retireRole(scope, id, version).then(() => true),
    { action: 'retire' },
  );
  const mayChange = isMember(scope.actor) && canChangeRole(scope.actor, role);
  const done = saved.result
    ? 'people.done.role_saved'
    : retired.result
      ? 'people.done.role_retired'
      : undefined;
  const refused = retired.error ? retired.form : undefined;
  return { role, form: saved.form, refused, mayChange, done };
}
