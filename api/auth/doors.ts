/** How an account lets its people in: it has no provider, one beside the other ways, or that one alone. */
export const doors = ['own', 'both', 'company'] as const;
export type Door = (typeof doors)[number];

/**
 * By what a session was opened, as an account sees it: something of the person's own, the same and two factors of it
 * by somebody who comes in should the provider fail, the account's provider, or that of another account.
 */
export const keys = ['own', 'break_glass', 'company', 'foreign'] as const;
export type Key = (typeof keys)[number];

/** The word of a provider holds for its own account and for no other that the person belongs to. */
const OPENS: Record<Door, Record<Key, boolean>> = {
  own: { own: true, break_glass: true, company: false, foreign: false },
  both: { own: true, break_glass: true, company: true, foreign: false },
  company: { own: false, break_glass: true, company: true, foreign: false },
};

export const opens = (door: Door, key: Key): boolean => OPENS[door][key];

/** A place in an account, as far as it decides how one comes to it. */
export type Entrance = { door: Door; connectionId: string | null; breakGlass: boolean };
/** What a session was opened with. */
export type Held = { connectionId: string | null; assurance: number };

export function keyTo({ connectionId, breakGlass }: Entrance, held: Held): Key {
  if (held.connectionId !== null) return held.connectionId === connectionId ? 'company' : 'foreign';
  return breakGlass && held.assurance === 2 ? 'break_glass' : 'own';
}

export const letsIn = (entrance: Entrance, held: Held): boolean =>
  opens(entrance.door, keyTo(entrance, held));
