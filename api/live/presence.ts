/** What somebody does with a request that he has open. */
export const presences = ['reading', 'replying'] as const;
export type Doing = (typeof presences)[number];

export type Present = { id: string; name: string; doing: Doing };

/** Whoever is there says so again in a third of this time. */
const LASTS_MS = 45_000;
const MOST_PEOPLE = 50;

type Seen = Present & { until: number };

/** Who has which request open. Nothing of it is written down, and who falls silent is gone. */
export class Presence {
  readonly #rooms = new Map<string, Map<string, Seen>>();

  /** @returns whether anybody else would notice */
  enter(requestId: string, one: Present, now = Date.now()): boolean {
    const room = this.#rooms.get(requestId) ?? new Map<string, Seen>();
    const before = room.get(one.id);
    if (!before && room.size >= MOST_PEOPLE) return false;
    room.set(one.id, { ...one, until: now + LASTS_MS });
    this.#rooms.set(requestId, room);
    return before?.doing !== one.doing || before.until < now;
  }

  /** @returns whether anybody else would notice */
  leave(requestId: string, personId: string): boolean {
    const room = this.#rooms.get(requestId);
    const left = room?.delete(personId) ?? false;
    if (room?.size === 0) this.#rooms.delete(requestId);
    return left;
  }

  in(requestId: string, now = Date.now()): Present[] {
    return [...(this.#rooms.get(requestId)?.values() ?? [])]
      .filter(({ until }) => until >= now)
      .map(({ id, name, doing }) => ({ id, name, doing }));
  }

  /** Forgets who has fallen silent. @returns the requests where somebody is gone */
  expire(now = Date.now()): string[] {
    return [...this.#rooms].flatMap(([requestId, room]) => {
      const silent = [...room.values()].filter(({ until }) => until < now);
      for (const { id } of silent) this.leave(requestId, id);
      return silent.length ? [requestId] : [];
    });
  }
}
