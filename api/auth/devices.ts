import { randomBytes } from 'node:crypto';

import { and, desc, eq } from 'drizzle-orm';

import { notFound } from '#api/core/errors.ts';
import { hash } from '#api/core/idempotency.ts';
import type { Write } from '#api/core/write.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { devices, sessions } from '#db/schema/people.ts';
import type { Visit } from './visit.ts';

const TRUSTED_MS = 30 * 86_400_000;
const SHOWN = 50;
const nothing = '-';

export type Device = typeof devices.$inferSelect;
type Arrival = { id: string; secret: string; isNew: boolean };

/** The browsers in which people have signed in. */
export class Devices {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The browser of a visit, where this person has signed in with it before. */
  async known(personId: string | undefined, { device }: Visit): Promise<Device | undefined> {
    const mine = and(eq(devices.personId, personId ?? nothing), eq(devices.hash, hash(device ?? nothing)));
    const [found] = await this.#db.reader.select().from(devices).where(mine);
    return found;
  }

  /**
   * Notes that a person has signed in. The secret is a new one each time, for everybody who uses the browser, so that
   * one which somebody has slipped into it is worth nothing afterwards.
   */
  arrive(
    write: Write,
    personId: string,
    { visit, known, trust }: { visit: Visit; known: Device | undefined; trust: boolean },
  ): Arrival {
    const secret = randomBytes(32).toString('base64url');
    const id = known?.id ?? newId('dev');
    const { label, ipPrefix } = visit;
    const now = new Date();
    const trusted = trust ? { trustedUntil: new Date(now.getTime() + TRUSTED_MS) } : {};
    const facts = { label, ipPrefix, seenAt: now, ...trusted };
    const { direct } = this.#db;
    if (visit.device)
      write.also(
        direct
          .update(devices)
          .set({ hash: hash(secret) })
          .where(eq(devices.hash, hash(visit.device))),
      );
    write.also(
      known
        ? direct.update(devices).set(facts).where(eq(devices.id, id))
        : direct.insert(devices).values({ id, personId, hash: hash(secret), ...facts }),
    );
    return { id, secret, isNew: !known };
  }

  list(personId: string): Promise<Device[]> {
    return this.#db.reader
      .select()
      .from(devices)
      .where(eq(devices.personId, personId))
      .orderBy(desc(devices.seenAt))
      .limit(SHOWN);
  }

  /** Its sessions end, and the next sign-in with it is one with a new browser. @throws 404 */
  forget(write: Write, personId: string, id: string): void {
    const { direct } = this.#db;
    const mine = and(eq(devices.id, id), eq(devices.personId, personId));
    write.also(direct.delete(sessions).where(and(eq(sessions.deviceId, id), eq(sessions.userId, personId))));
    write.also(direct.delete(devices).where(mine));
    write.requireOne(notFound('devices'));
  }

  /** The second factor is asked for again everywhere. */
  distrust(write: Write, personId: string): void {
    write.also(
      this.#db.direct.update(devices).set({ trustedUntil: null }).where(eq(devices.personId, personId)),
    );
  }
}

export const isTrusted = (device: Device | undefined): boolean =>
  device?.trustedUntil != null && device.trustedUntil.getTime() > Date.now();
