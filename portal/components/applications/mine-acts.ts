import { AnswerApplication, ProveApplication, WithdrawApplication } from '#api/applications/schemas.ts';
import { AppError } from '#api/core/errors.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

/** The forms of an applicant's own page, what became of them, and what the link opens. */
export async function actOnMine(page: Page) {
  const { applications, scope } = page.locals;
  const code = page.url.searchParams.get('code') ?? '';
  const proven = await submit(
    page,
    ProveApplication,
    (input) => applications.prove(scope, input.code).then(() => true),
    { action: 'prove' },
  );
  const answered = await submit(
    page,
    AnswerApplication,
    (input) => applications.answer(scope, input).then(() => true),
    { action: 'answer' },
  );
  const withdrawn = await submit(
    page,
    WithdrawApplication,
    (input) => applications.withdraw(scope, input.code, input.version).then(() => true),
    { action: 'withdraw' },
  );
  const done = [
    proven.result && 'applications.mine.done.sent',
    answered.result && 'applications.mine.done.answered',
    withdrawn.result && 'applications.mine.done.withdrawn',
  ].find(Boolean);
  return {
    code,
    done: done || undefined,
    form: [proven, answered, withdrawn].find(({ error }) => error)?.form ?? answered.form,
    found: await applications.look(scope, code).catch(spent),
  };
}

function spent(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}
