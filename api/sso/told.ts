import { z } from 'zod';

import { email } from '#api/core/parse.ts';

const LONGEST = 120;
/** Somebody else's server has written it: one line, without what cannot be kept. */
const Text = z
  .string()
  .transform((text) =>
    text
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST)
      .toWellFormed(),
  )
  .pipe(z.string().min(1));

/** What a provider says of a person, as far as it is looked at. */
export type Told = {
  issuer: string;
  subject: string;
  email: string | undefined;
  /** Only a plain no counts as one: many providers do not say. */
  emailVerified: boolean;
  name: string | undefined;
  locale: string | undefined;
  /** What stands in the claim that roles go by. */
  values: string[];
};

type Claims = Record<string, unknown>;

export const readTold = (claims: Claims & { iss: string; sub: string }, roleClaim: string | null): Told => ({
  issuer: claims.iss,
  subject: claims.sub,
  email: email.safeParse(claims['email']).data,
  emailVerified: claims['email_verified'] !== false && claims['email_verified'] !== 'false',
  name: textIn(claims, 'name') ?? fullName(claims),
  locale: textIn(claims, 'locale'),
  values: roleClaim === null ? [] : textsIn(claimAt(claims, roleClaim)),
});

/** Whether what is needed is in there; otherwise the provider has an address at which to ask for more. */
export const saysEnough = (claims: Claims, roleClaim: string | null): boolean =>
  textIn(claims, 'email') !== undefined && (roleClaim === null || claimAt(claims, roleClaim) !== undefined);

/** `groups`, or `realm_access.roles` for what lies deeper. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((at, name) => {
    const isRecord = typeof at === 'object' && at !== null && Object.hasOwn(at, name);
    return isRecord ? (at as Claims)[name] : undefined;
  }, claims);
}

const textsIn = (value: unknown): string[] => [value].flat().flatMap((one) => Text.safeParse(one).data ?? []);

const textIn = (claims: Claims, name: string): string | undefined => Text.safeParse(claims[name]).data;

function fullName(claims: Claims): string | undefined {
  const parts = ['given_name', 'family_name'].flatMap((name) => textIn(claims, name) ?? []);
  return parts.length ? parts.join(' ') : undefined;
}

/** What stands behind the @, as domains are kept. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
