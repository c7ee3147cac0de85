import type { Session } from 'lucia';

import { system, type Member } from '#api/core/actor.ts';
import { AppError } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import { Scope, type Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import type { SignInMethod } from '#db/enums.ts';
import type { Directory } from './directory.ts';
import { seenFrom } from './entering.ts';
import { wrongCode, type Factors } from './factors.ts';
import type { Limits } from './limits.ts';
import { proves } from './methods.ts';
import { matches } from './passwords.ts';
import type { Assertion } from './passkey-schemas.ts';
import type { Passkeys } from './passkeys.ts';
import type { Prove } from './schemas.ts';
import type { Sessions } from './sessions.ts';

type Parts = {
  base: Base;
  directory: Directory;
  factors: Factors;
  limits: Limits;
  passkeys: Passkeys;
  sessions: Sessions;
};
type Proof = { method: SignInMethod; spend(write: Write): void };

/** Showing once more who one is, before something that an open session alone must not do. */
export class Proving {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @returns the cookie of the session that follows @throws 401, 429 */
  async with({ password, code }: Prove, actor: Member, session: Session): Promise<string> {
    const { limits } = this.#parts;
    await limits.take('prove-person', actor.personId);
    const shown = code ? this.#parts.factors.check(actor.personId, code) : this.#byPassword(actor, password);
    const cookie = await shown
      .then((proof) => this.#accept(proof, actor, session))
      .catch((error: unknown) => this.#failed(error, code ? 'totp' : 'password', session));
    await limits.forgive('prove-person', actor.personId);
    return cookie;
  }

  /** @throws 401, also where it is somebody else's */
  async withPasskey(credential: Assertion, actor: Member, session: Session): Promise<string> {
    return this.#signedBy(credential, actor)
      .then((proof) => this.#accept(proof, actor, session))
      .catch((error: unknown) => this.#failed(error, 'passkey', session));
  }

  async #signedBy(credential: Assertion, { personId }: Member): Promise<Proof> {
    const { passkey, spend } = await this.#parts.passkeys.check(credential);
    if (passkey.personId !== personId) throw new AppError(401, 'auth.wrong_passkey');
    return { method: 'passkey', spend };
  }

  /** Whoever has found an open session and guesses is seen by its owner. */
  async #failed(error: unknown, method: SignInMethod, session: Session): Promise<never> {
    if (error instanceof AppError && error.status === 401) {
      const happening = { audience: 'staff', data: { method }, values: seenFrom(session) } as const;
      await new Scope(this.#parts.base, system('auth')).write((write) =>
        write.record('person.sign_in_failed', { id: session.userId, accountId: HOUSE_ID }, happening),
      );
    }
    throw error;
  }

  /** The provider through which the session was opened has asked the person again. @throws 401 */
  byCompany(actor: Member, session: Session, spend: Proof['spend']): Promise<string> {
    return this.#accept({ method: 'sso', spend }, actor, session);
  }

  /** @throws 401 where the person has set up more than what was shown */
  #accept({ method, spend }: Proof, actor: Member, session: Session): Promise<string> {
    const assurance = proves(method, session);
    if (!assurance) throw wrongCode();
    const { personId, accountId } = actor;
    return new Scope(this.#parts.base, actor).write((write) => {
      spend(write);
      write.record('person.proven', { id: personId, accountId }, { audience: 'staff', data: { method } });
      return this.#parts.sessions.follow(write, session, actor, { assurance, provenAt: new Date() });
    });
  }

  async #byPassword({ personId }: Member, password = ''): Promise<Proof> {
    const right = await matches(await this.#parts.directory.passwordOf(personId), password);
    if (!right) throw new AppError(401, 'auth.wrong_password');
    return { method: 'password', spend: () => undefined };
  }
}
