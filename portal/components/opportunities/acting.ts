import type { AstroGlobal } from 'astro';

import type { Paging } from '#api/core/paging.ts';
import { parse } from '#api/core/parse.ts';
import { MoveOpportunity } from '#api/opportunities/schemas.ts';
import {
  addNote,
  changeOpportunity,
  findOpportunity,
  listNotes,
  moveOpportunity,
  opportunityHistory,
} from '#api/opportunities/service.ts';
import { submit } from '../../form.ts';
import { MoveForm, NoteForm, ShareForm, stepIn, StepForm } from './forms.ts';

type Page = Pick<AstroGlobal, 'request' | 'response' | 'locals'>;

const doneIn = (stage: string) => (stage === 'won' || stage === 'lost' ? stage : 'moved');

/** Moves the opportunity that a form on a page names. */
export const submitMove = (page: Page, id: (sent: FormData) => string) =>
  submit(
    page,
    MoveForm,
    async ({ version, ...move }, sent) => {
      const moved = id(sent);
      await moveOpportunity(page.locals.scope, moved, version, parse(MoveOpportunity, move));
      return { id: moved, done: doneIn(move.stage) };
    },
    { action: 'move' },
  );

/** The four forms of an opportunity's page; at most one of them was sent. */
export async function actOn(page: Page, id: string) {
  const { scope } = page.locals;
  const move = await submitMove(page, () => id);
  const step = await submit(
    page,
    StepForm,
    async (input) => {
      await changeOpportunity(scope, id, input.version, stepIn(input));
      return 'step';
    },
    { action: 'step' },
  );
  const share = await submit(
    page,
    ShareForm,
    async ({ version, shared }) => {
      await changeOpportunity(scope, id, version, { shared: shared === 'yes' });
      return shared === 'yes' ? 'shared' : 'unshared';
    },
    { action: 'share' },
  );
  const note = await submit(
    page,
    NoteForm,
    async (input) => {
      await addNote(scope, id, input);
      return 'noted';
    },
    { action: 'note' },
  );
  const all = [move, step, share, note];
  return {
    done: move.result?.done ?? step.result ?? share.result ?? note.result,
    failed: all.some(({ error }) => error !== undefined),
    forms: { move: share.error ? share.form : move.form, step: step.form, note: note.form },
  };
}

/** What the page shows, read after whatever was sent. */
export async function readOpportunity({ locals: { scope } }: Page, id: string, paging: Paging) {
  const [opportunity, notes, history] = await Promise.all([
    findOpportunity(scope, id),
    listNotes(scope, id, paging),
    opportunityHistory(scope, id),
  ]);
  return { opportunity, notes, history };
}
