import { fold } from '#db/fold.ts';

/** As much of the first message as lists search in. */
const SEARCHED = 1_000;

/** What lists search in: the subject, the names that every reader may know, and how the first message begins. */
export const searchTextOf = (subject: string, names: (string | null)[], body: string): string =>
  fold(subject, ...names, body.slice(0, SEARCHED));
