import { z } from 'zod';

import { version } from '#api/core/parse.ts';
import { acceptMail, discardMail, findInbound, releaseMail } from '#api/inbound/service.ts';
import { submit } from '../../form.ts';

const Decision = z.object({ version });

/** What an agent makes of a mail; `next` is where that leads. */
export async function decide(page: Parameters<typeof submit>[0], id: string) {
  const { scope } = page.locals;
  const before = await findInbound(scope, id);
  const on = (action: string, work: (given: z.output<typeof Decision>) => Promise<string>) =>
    submit(page, Decision, work, { action });

  const released = await on('release', async (given) => {
    const { requestId } = await releaseMail(scope, id, given.version);
    return `/desk/requests/${requestId}?done=inbound.done.released`;
  });
  const accepted = await on('accept', async (given) => {
    const { requestId } = await acceptMail(scope, id, given.version);
    return `/desk/requests/${requestId}?done=inbound.done.accepted`;
  });
  const discarded = await on('discard', async (given) => {
    await discardMail(scope, id, given.version);
    const from = before.state === 'held' ? `/desk/requests/${before.requestId}` : '/desk/mail/suspended';
    return `${from}?done=inbound.done.discarded`;
  });
  const all = [released, accepted, discarded];
  const refused = all.find(({ error }) => error)?.form;
  return {
    mail: refused ? await findInbound(scope, id) : before,
    next: all.find(({ result }) => result)?.result,
    refused,
  };
}
