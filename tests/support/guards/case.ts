import { expect } from 'vitest';

import type { Name, World } from '#tests/support/world.ts';

/** What a story is about. */
export type Thing = {
  /** What stands in the address for each parameter. */
  params?: Record<string, string>;
  version?: number;
  /** Words that nobody else may meet. The first one is in the answer to whoever may call. */
  words?: string[];
};

/**
 * Who may call a route. Whoever lacks the right of its policy is refused with 403 and a guest with 401. Whoever holds
 * the right and is not named here does not reach the thing: 404, or a list that is the same as if it were not there.
 */
export type Case = {
  owner: Name;
  /** Who else may. */
  also?: readonly Name[];
  /** Who reaches the thing, or is meant to reach nothing, and is refused in another way. */
  told?: Partial<Record<Name, number>>;
  /** What was there before. */
  given?: (w: World) => Promise<unknown>;
  /** Makes the thing. Called once more for everybody who may call. */
  thing?: (w: World) => Promise<Thing>;
  body?: (thing: Thing, w: World) => unknown;
  /** The update names the version it has read. */
  versioned?: true;
  /** For lists: every door that could show the thing, and one at least that does. */
  queries?: readonly string[];
};

/** A route that everybody may call, and why; `cases` where the answer depends on who asks. */
export type Open = { public: string; cases?: readonly Case[] };

/** By `METHOD /path` below `/api`. */
export type Guards = Record<string, readonly Case[] | Open>;

export const staff = ['ada', 'max', 'abe', 'eve'] as const satisfies Name[];

export async function json<T>(answer: Promise<Response>, status = 201): Promise<T> {
  const response = await answer;
  expect([response.status, response.status === status ? '' : await response.text()]).toEqual([status, '']);
  return (await response.json()) as T;
}

export async function done(answer: Promise<Response>): Promise<void> {
  const { status } = await answer;
  expect(status).toBeLessThan(300);
}
