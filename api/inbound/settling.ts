import { and, eq } from 'drizzle-orm';

import { conflict } from '#api/core/errors.ts';
import type { Base } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { inboundMails, type InboundMail } from '#db/schema/mailboxes.ts';

const SETTLED = conflict('inbound.settled');

/**
 * Makes what follows from a mail part of one batch with the note that it has followed: whoever comes to the same mail
 * a second time, after the process ended, does nothing.
 */
export class Settling {
  readonly #base: Base;
  readonly #row: InboundMail;

  constructor(base: Base, row: InboundMail) {
    this.#base = base;
    this.#row = row;
  }

  join(write: Write): void {
    const open = and(eq(inboundMails.id, this.#row.id), eq(inboundMails.version, this.#row.version));
    const settled = { state: 'stored' as const, version: this.#row.version + 1, updatedAt: new Date() };
    write.also(this.#base.db.direct.update(inboundMails).set(settled).where(open));
    write.requireOne(SETTLED);
  }

  taken(): void {}

  static isSettled = (error: unknown): boolean => error === SETTLED;
}
