import { requirePolicy } from '#api/core/http.ts';
import { isStaff } from '#api/core/actor.ts';
import { Self } from '#api/profile/self.ts';
import { rolesToGive } from '#api/people/service.ts';
import { leads } from '#api/people/roles.ts';
import { addDomain, checkDomain, removeDomain, vouchForDomain } from '#api/sso/domains.ts';
import {
  BreakGlassForm,
  ConnectForm,
  DomainForm,
  OneDomainForm,
  ReviseForm,
  VersionForm,
} from '#api/sso/schemas.ts';
import {
  createConnection,
  editConnection,
  enforce,
  findSetting,
  nameBreakGlass,
  relax,
  removeConnection,
  type Keeper,
} from '#api/sso/service.ts';
import type { SsoConnection } from '#db/schema/sso.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];
type Schema = Parameters<typeof submit>[1];

/** The page on which an account sets up its single sign-on: what there is, and what its forms have done. */
export async function ssoSetting(page: Page, accountId: string) {
  const { scope, auth, sso } = page.locals;
  requirePolicy(scope, 'sso.read');
  const setting = await findSetting(scope, accountId);
  const { account, connection, mayManage } = setting;
  if (!mayManage) return { ...setting, roles: [], forms: {}, done: undefined };
  const self = new Self(auth, page.locals);
  // Asked before anything is typed.
  self.requireFresh('sso.change');
  const keeper = { self, scope, sso };
  const forms: Record<string, Awaited<ReturnType<typeof submit>>['form']> = {};
  let done: string | undefined;
  for (const { name, schema, act, says } of acts(keeper, account.id, connection)) {
    const options = name === 'save' ? { action: name, initial: initialOf(connection) } : { action: name };
    const { form, result } = await submit(
      page,
      schema,
      (input) => act(input as never).then(() => true),
      options,
    );
    forms[name] = form;
    if (result) done = says;
  }
  const roles = (await rolesToGive(scope, account)).filter((role) => !leads(role));
  return { ...setting, roles, forms, done };
}

export type SsoSetting = Awaited<ReturnType<typeof ssoSetting>>;

/** Where the page of an account is. */
export const ssoPath = (locals: App.Locals, accountId: string): string =>
  isStaff(locals.scope.actor) ? `/desk/accounts/${accountId}/sso` : '/team/sso';

type Act = { name: string; schema: Schema; says: string; act: (input: never) => Promise<unknown> };
type Versioned = { version: number };

function acts(keeper: Keeper, account: string, connection: SsoConnection | undefined): Act[] {
  const act = <S extends Schema>(
    name: string,
    schema: S,
    says: string,
    work: (input: S['_zod']['output']) => Promise<unknown>,
  ): Act => ({ name, schema, says: `sso.done.${says}`, act: work as Act['act'] });
  const id = connection?.id ?? '';
  return [
    connection
      ? act('save', ReviseForm, 'saved', ({ version, ...change }) =>
          editConnection(keeper, id, version, change),
        )
      : act('save', ConnectForm, 'saved', (input) => createConnection(keeper, { ...input, account })),
    act('add', DomainForm, 'added', ({ domain }) => addDomain(keeper, { domain, account })),
    act('check', OneDomainForm, 'verified', (one) => checkDomain(keeper, one.id)),
    act('vouch', OneDomainForm, 'verified', (one) => vouchForDomain(keeper, one.id)),
    act('drop', OneDomainForm, 'domain_removed', (one) => removeDomain(keeper, one.id, one.version)),
    act('glass', BreakGlassForm, 'saved', ({ version, ...named }) =>
      nameBreakGlass(keeper, id, version, named),
    ),
    act('enforce', VersionForm, 'enforced', ({ version }: Versioned) => enforce(keeper, id, version)),
    act('relax', VersionForm, 'relaxed', ({ version }: Versioned) => relax(keeper, id, version)),
    act('remove', VersionForm, 'removed', ({ version }: Versioned) => removeConnection(keeper, id, version)),
  ];
}

const initialOf = (connection: SsoConnection | undefined): Record<string, string | null> => ({
  issuer: connection?.issuer ?? '',
  clientId: connection?.clientId ?? '',
  roleId: connection?.roleId ?? '',
  roleClaim: connection?.roleClaim ?? '',
  ...Object.fromEntries(
    (connection?.roleRules ?? []).flatMap(({ value, roleId }, n) => [
      [`rule.${n}.value`, value],
      [`rule.${n}.roleId`, roleId],
    ]),
  ),
});
