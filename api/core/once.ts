import { createMiddleware } from 'hono/factory';

import { actorId, isMember, type Actor } from './actor.ts';
import { conflict } from './errors.ts';
import type { Env } from './http.ts';
import { Claim, hash } from './idempotency.ts';
import type { Base } from './scope.ts';

/** A secret is not written down for the sake of those who ask twice. */
const SHOWN_ONCE = { status: 409, body: JSON.stringify({ code: 'idempotency.shown_once', fields: {} }) };

/** Lets a POST with an Idempotency-Key act once and answers a repetition with what was said the first time. */
export const once = ({ db }: Base) =>
  createMiddleware<Env>(async (c, next) => {
    const key = c.req.header('Idempotency-Key');
    if (c.req.method !== 'POST' || !key || /^multipart/i.test(c.req.header('content-type') ?? ''))
      return next();

    const bodyHash = hash(await c.req.text());
    const { actor } = c.var.scope;
    const personId = isMember(actor) ? actor.personId : null;
    const claim = new Claim(db, { actor: claimant(actor), personId, key, route: c.req.path, bodyHash });
    const earlier = await claim.earlier();
    if (earlier)
      return c.body(earlier.body, earlier.status as 200, {
        'Content-Type': 'application/json',
        'Idempotent-Replayed': 'true',
      });

    c.set('scope', c.var.scope.claiming(claim));
    await next();
    if (c.error && Claim.isRace(c.error)) {
      c.res = undefined;
      throw conflict('idempotency.in_progress');
    }
    await claim.keep(
      c.var.shownOnce ? SHOWN_ONCE : { status: c.res.status, body: await c.res.clone().text() },
    );
  });

/** Whoever acts for another of his accounts, or through a token that opens less, is somebody else. */
const claimant = (actor: Actor) =>
  isMember(actor) ? [actor.personId, actor.accountId, actor.tokenId].join(' ').trim() : actorId(actor);
