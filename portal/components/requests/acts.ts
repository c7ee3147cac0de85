import { AcceptSolution, InsistOnHelp, Reply, WithdrawRequest } from '#api/requests/schemas.ts';
import { RateRequest } from '#api/ratings/schemas.ts';
import { rateRequest } from '#api/ratings/service.ts';
import { acceptSolution, insistOnHelp, replyToRequest, withdrawRequest } from '#api/requests/service.ts';
import { withParams } from '../../address.ts';
import { submit } from '../../form.ts';
import { actOnParticipants } from '../participants/acts.ts';

export { lettingBackIn as undoOf } from '../participants/acts.ts';

type Page = Parameters<typeof submit>[0];

/** Whatever a customer has posted to a request. `done` names what came of it, `wanted` what a refused step led to. */
export async function actOnOwn(page: Page, id: string) {
  const { scope } = page.locals;
  const reply = await submit(page, Reply, (input) => replyToRequest(scope, id, input), { action: 'reply' });
  const accepted = await submit(
    page,
    AcceptSolution,
    async (input) => {
      await acceptSolution(scope, id, input);
      return 'accepted';
    },
    { action: 'accept' },
  );
  const insisted = await submit(
    page,
    InsistOnHelp,
    async (input) => {
      await insistOnHelp(scope, id, input);
      return 'insisted';
    },
    { action: 'insist' },
  );
  const withdrawn = await submit(
    page,
    WithdrawRequest,
    async (input) => {
      await withdrawRequest(scope, id, input);
      return 'withdrawn';
    },
    { action: 'withdraw' },
  );
  const rated = await submit(
    page,
    RateRequest,
    async (input) => {
      await rateRequest(scope, id, input);
      return { done: 'ratings.done.rated' };
    },
    { action: 'rate' },
  );
  const sharing = await actOnParticipants(page, id);
  const leadsTo = sharing.leadsTo ?? rated.result;
  const others = [sharing.failed, rated.error];
  const step = [accepted, insisted, withdrawn].find(({ error }) => error);
  return {
    reply,
    sharing,
    rating: rated.form,
    leadsTo: leadsTo && withParams(addressAfter(page, id, leadsTo), leadsTo),
    step,
    wanted: accepted.error ? 'closed' : insisted.error ? 'in_progress' : 'cancelled',
    done: (reply.result && 'replied') ?? accepted.result ?? insisted.result ?? withdrawn.result,
    failed: step?.error ?? reply.error ?? others.find((error) => error),
  } as const;
}

/** Who has left does not reach the request any more. */
const addressAfter = ({ request }: Page, id: string, { done }: { done: string }) =>
  new URL(done === 'participants.done.left' ? '/requests' : `/requests/${id}`, request.url);
