import { Hono, type Context, type ErrorHandler, type MiddlewareHandler, type ValidationTargets } from 'hono';
import { describeRoute, uniqueSymbol, validator as described } from 'hono-openapi';
import { HTTPException } from 'hono/http-exception';
import { validator } from 'hono/validator';
import type { Session, User } from 'lucia';
import type { z } from 'zod';

import type { Viewing } from '#api/auth/standing.ts';
import type { Visit } from '#api/auth/visit.ts';
import type { Right } from '#db/enums.ts';
import { can, isMember, isStaff } from './actor.ts';
import { allow, AppError, forbidden, malformed, unauthenticated } from './errors.ts';
import { parse } from './parse.ts';
import type { Scope } from './scope.ts';
import type { Logger } from './log.ts';

export type Env = {
  Variables: {
    requestId: string;
    log: Logger;
    scope: Scope;
    /** The signed-in person, with what the session's one query found. */
    user: User | undefined;
    session: Session | undefined;
    /** Through whose eyes the signed-in person looks. */
    viewing: Viewing | undefined;
    /** Which browser, with the secrets that it brings. */
    visit: Visit;
    /** Where the request comes from, for rate limits. */
    address: string;
    /** Why the files of a posted form were not taken. */
    refused: AppError | undefined;
    /** Too many requests came from here: the page to show says so. */
    tooFast: AppError | undefined;
    /** The answer holds a secret: it is kept for no repetition. */
    shownOnce: true | undefined;
  };
};

export const router = () => new Hono<Env>();

/**
 * Who may call a route: everybody, whoever is signed in, whoever is signed in himself (no program, and nobody who looks
 * through somebody's eyes), or whoever holds a right. A right is also the scope that a token needs.
 */
export type Policy = 'public' | 'signed_in' | 'in_person' | Right;

export const POLICY: unique symbol = Symbol.for('portico.policy');

/** Declares a route: who may call it and what it does. A route without it fails the tests. */
export function route(policy: Policy, summary: string): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    requirePolicy(c.var.scope, policy);
    await next();
  };
  const description = (
    describeRoute({ summary, responses: {}, security: securityOf(policy) }) as unknown as Record<
      symbol,
      unknown
    >
  )[uniqueSymbol];
  return Object.assign(guard, { [POLICY]: policy, [uniqueSymbol]: description });
}

/** What a call must bring, as OpenAPI has it: one of these. */
function securityOf(policy: Policy): Record<string, string[]>[] {
  if (policy === 'public') return [];
  if (policy === 'in_person') return [{ cookie: [] }];
  return [{ cookie: [] }, { bearer: policy === 'signed_in' ? [] : [policy] }];
}

/** @throws 401 without a session or token, 403 without the right and for a program where a person is needed */
export function requirePolicy(scope: Scope, policy: Policy): void {
  // Before the doors there is nobody yet, not even a guest.
  if (policy === 'public') return;
  const { actor } = scope;
  if (!isMember(actor)) throw unauthenticated();
  if (policy === 'signed_in') return;
  if (actor.owesSecond && policy !== 'in_person') throw forbidden('auth.second_needed');
  if (policy !== 'in_person') return allow(can(actor, policy));
  if (actor.tokenId) throw forbidden('tokens.not_for_programs');
  if (actor.viewerId) throw forbidden('viewing.private');
}

/** The desk is for staff, whatever else a role may do. @throws 401, 403 */
export function requireStaff(scope: Scope, policy: Policy): void {
  requirePolicy(scope, policy);
  if (!isStaff(scope.actor)) throw forbidden();
}

/** Parses one part of the request. The handler receives the schema's output or is never called. */
export const input = <Target extends keyof ValidationTargets, S extends z.ZodType>(
  target: Target,
  schema: S,
) => {
  const check = validator(target, (value): z.output<S> => parse(schema, value));
  const description = (described(target, schema) as unknown as Record<symbol, unknown>)[uniqueSymbol];
  return Object.assign(check, { [uniqueSymbol]: description });
};

/** The version that an update names: `If-Match: "3"`. @throws 428 when there is none */
export function ifMatch(c: Context): number {
  const given = /^"?(\d+)"?$/.exec(c.req.header('If-Match') ?? '')?.[1];
  if (!given) throw new AppError(428, 'version_required');
  return Number(given);
}

export const onError: ErrorHandler<Env> = (error, c) => {
  const told =
    error instanceof HTTPException
      ? error.status === 400
        ? malformed()
        : new AppError(error.status, 'refused')
      : error;
  if (told instanceof AppError) {
    if (told.retryAfterSeconds !== undefined) c.header('Retry-After', String(told.retryAfterSeconds));
    if (told.status === 401) c.header('WWW-Authenticate', 'Bearer');
    c.var.log?.info({ code: told.code, status: told.status }, 'refused');
    const { code, fields, lock } = told;
    return c.json({ code, fields, ...(lock ? { lock } : {}) }, told.status);
  }
  c.var.log?.error({ err: error }, 'failed');
  return c.json({ code: 'internal', fields: {} }, 500);
};
