import type { Session } from 'lucia';

import { requireFresh, type Act } from '#api/auth/acts.ts';
import type { Auth } from '#api/auth/service.ts';
import { isMember, type Member } from '#api/core/actor.ts';
import { forbidden, unauthenticated } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Happening, Write } from '#api/core/write.ts';
import type { EventName } from '#db/event-names.ts';

/** Somebody who looks after his own account, in the session in which he does it. */
export class Self {
  readonly auth: Auth;
  readonly actor: Member;
  readonly session: Session;
  readonly #scope: Scope;

  /** @throws 401, 403 for who looks through somebody's eyes */
  constructor(auth: Auth, { scope, session }: { scope: Scope; session: Session | undefined }) {
    if (isMember(scope.actor) && scope.actor.viewerId) throw forbidden('viewing.private');
    if (!isMember(scope.actor) || !session) throw unauthenticated();
    this.auth = auth;
    this.actor = scope.actor;
    this.session = session;
    this.#scope = scope;
  }

  get id(): string {
    return this.actor.personId;
  }

  /** What is one's own is so whatever the role may do. */
  get scope(): Scope {
    return this.#scope.asSystem('profile');
  }

  /** @throws 401 `auth.prove_again` */
  requireFresh(act: Act): void {
    requireFresh(this.session, act);
  }

  /** Writes as the person itself. */
  write<R>(build: (write: Write) => R): Promise<R> {
    return this.#scope.write(build);
  }

  /** What is about the person is for the person and the house. */
  record(write: Write, name: EventName, happening: Omit<Happening, 'audience'> = {}): void {
    write.record(name, { id: this.id, accountId: this.actor.accountId }, { audience: 'staff', ...happening });
  }
}
