import { requireFresh } from '#api/auth/acts.ts';
import { allow, AppError } from '#api/core/errors.ts';
import { entryOf, likeliest, mergePeople, planMerge } from '#api/people/merging.ts';
import { canMerge } from '#api/people/policy.ts';
import { MergeForm } from '#api/people/schemas.ts';
import type { Seat } from '#api/people/team.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

/** The page on which two entries become one: whom to choose, the plan, and what became of it. */
export async function mergePage(page: Page, { personId }: Pick<Seat, 'personId'>) {
  const { scope, session } = page.locals;
  allow(canMerge(scope.actor));
  requireFresh(session, 'person.merge');
  const { form, result } = await submit(page, MergeForm, ({ intoId, intoVersion, version }) =>
    mergePeople(scope, {
      goneId: personId,
      keptId: intoId,
      versions: { gone: version, kept: intoVersion },
    }),
  );
  const email = page.url.searchParams.get('into')?.trim() ?? '';
  const found = result || !email ? undefined : await plan(page, personId, email.toLowerCase());
  return {
    form,
    merged: result,
    email,
    plan: found instanceof AppError ? undefined : found,
    wrong: found instanceof AppError ? found.code : undefined,
    likely: found ? [] : await likeliest(scope, personId),
  };
}

/** What is wrong with the choice stands beside it. */
async function plan({ locals, response }: Page, personId: string, email: string) {
  try {
    const { id } = await entryOf(locals.scope, email);
    return await planMerge(locals.scope, personId, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.status === 403) throw error;
    response.status = 422;
    return error;
  }
}
