import { domainToASCII } from 'node:url';

import { z } from 'zod';

import { email, optionalText, text, version } from '#api/core/parse.ts';

const MOST_RULES = 50;
const MOST_NAMED = 10;

/** The address of a provider, as it calls itself: without what could lead elsewhere. */
const issuer = text(500)
  .pipe(z.url({ protocol: /^https?$/ }))
  .refine(
    (value) => {
      if (!URL.canParse(value)) return true;
      const { search, hash, username, password } = new URL(value);
      return !search && !hash && !username && !password;
    },
    { params: { code: 'invalid_value' } },
  )
  .transform((value) => value.replace(/\/\.well-known\/openid-configuration$/, ''));

const RoleRules = z
  .array(z.strictObject({ value: text(120), roleId: text(60) }))
  .max(MOST_RULES)
  .default([]);

const settings = {
  issuer,
  clientId: text(200),
  clientSecret: optionalText(500),
  roleId: text(60),
  roleClaim: optionalText(120),
  roleRules: RoleRules,
};

export const CreateConnection = z.strictObject({ ...settings, account: text(60).exactOptional() });
export type CreateConnection = z.infer<typeof CreateConnection>;

/** A secret that is not named stays; `null` takes it away. */
export const EditConnection = z.strictObject({
  issuer: issuer.exactOptional(),
  clientId: settings.clientId.exactOptional(),
  clientSecret: text(500).nullable().exactOptional(),
  roleId: settings.roleId.exactOptional(),
  roleClaim: text(120).nullable().exactOptional(),
  roleRules: z
    .array(z.strictObject({ value: text(120), roleId: text(60) }))
    .max(MOST_RULES)
    .exactOptional(),
});
export type EditConnection = z.infer<typeof EditConnection>;

/** Memberships of people who lead the account. */
export const NameBreakGlass = z.strictObject({ memberships: z.array(text(60)).max(MOST_NAMED) });
export type NameBreakGlass = z.infer<typeof NameBreakGlass>;

export const ListSso = z.object({ account: text(60).optional() });
export type ListSso = z.infer<typeof ListSso>;

const NAME = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** What belongs to an address of the web, and is not part of a name. */
const SIGNS = /[\s/?#:\\]|.@/;

/** The domain of addresses, as the DNS has it. */
export const domainName = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .transform((value) => (SIGNS.test(value) ? '' : domainToASCII(value.replace(/^@/, '')).toLowerCase()))
  .refine((value) => NAME.test(value), { params: { code: 'invalid_format' } });

export const AddDomain = z.strictObject({ domain: domainName, account: text(60).exactOptional() });
export type AddDomain = z.infer<typeof AddDomain>;

/** What the forms of the page say. */
export const VersionForm = z.object({ version });

const RULE = /^rule\.(\d+)\.value$/;

/** A form has a row for each rule, empty where there is none, and an empty secret keeps the one there is. */
const ofForm = (sent: Record<string, unknown>) => {
  const { action: _action, clientSecret, ...rest } = sent;
  const fields = Object.entries(rest).filter(([name]) => !name.startsWith('rule.'));
  const rules = Object.entries(rest).flatMap(([name, value]) => {
    const row = RULE.exec(name)?.[1];
    return row !== undefined && value ? [{ value, roleId: rest[`rule.${row}.roleId`] }] : [];
  });
  return { ...Object.fromEntries(fields), ...(clientSecret ? { clientSecret } : {}), roleRules: rules };
};

export const ConnectForm = z.preprocess(ofForm, CreateConnection.omit({ account: true }));
export const ReviseForm = z.preprocess(
  ofForm,
  z.strictObject({ ...settings, clientSecret: text(500).exactOptional(), version }),
);
export const DomainForm = z.object({ domain: domainName });
export const OneDomainForm = z.object({ id: text(60), version });
export const BreakGlassForm = z.object({
  memberships: z.array(text(60)).max(MOST_NAMED).default([]),
  version,
});
export const FindCompany = z.object({ email });
