import { AppError } from '#api/core/errors.ts';
import { listCandidates } from '#api/requests/candidates.ts';
import { mergeRequest, targetOf } from '#api/requests/merging.ts';
import { MergeRequest } from '#api/requests/schemas.ts';
import { findRequest, type RequestDetail } from '#api/requests/service.ts';
import { submit } from '../../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

/** The page on which a request is put together with another one: whom to choose, what would happen, what happened. */
export async function mergerPage(page: Page, request: RequestDetail) {
  const { scope } = page.locals;
  const { form, result } = await submit(page, MergeRequest, (input) =>
    mergeRequest(scope, request.id, input),
  );
  const asked = page.url.searchParams;
  const q = asked.get('q')?.trim().slice(0, 200) ?? '';
  const into = form.values['into'] ?? asked.get('into')?.trim() ?? '';
  const target = result || !into ? undefined : await chosen(page, request, into);
  return {
    form,
    merged: result,
    q,
    target: target instanceof AppError ? undefined : target,
    wrong: target instanceof AppError ? target : undefined,
    candidates: await listCandidates(scope, request, q),
  };
}

/** What is wrong with the choice is said above the ones there are. */
async function chosen({ locals: { scope }, response }: Page, request: RequestDetail, into: string) {
  try {
    const { id } = await targetOf(scope, request, into);
    return await findRequest(scope, id);
  } catch (error) {
    if (!(error instanceof AppError) || ![409, 422].includes(error.status)) throw error;
    response.status = error.status;
    return error;
  }
}
