import { fold } from '#db/fold.ts';

/** As much of the first message as lists search in. */
const SEARCHED = 1_000;

/** What lists search in: the subject, the names that every reader may know, and how the first message begins. */
export const searchTextOf = (subject: string, names: (string | null)[], body: string): string =>
  fold(subject, ...names, body.slice(0, SEARCHED));

/** Stands before what was filled in, which comes and goes by itself. */
const ANSWERS = '\u001f';

/** The same with what was filled in, in place of what was before. */
export const withAnswers = (searchText: string, answers: string[]): string =>
  [searchText.split(ANSWERS, 1)[0], ...(answers.length ? [fold(...answers)] : [])].join(ANSWERS);

/** What of a search text was filled in. */
export const answersIn = (searchText: string): string[] => searchText.split(ANSWERS).slice(1);
