import { z } from 'zod';

import { can } from '#api/core/actor.ts';
import { requirePolicy } from '#api/core/http.ts';
import { version } from '#api/core/parse.ts';
import { findMailbox } from '#api/mailboxes/mailboxes.ts';
import { AddMailbox, ChangeMailboxForm } from '#api/mailboxes/schemas.ts';
import type { Mailbox } from '#db/schema/mailboxes.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];

export const addMailbox = (page: Page) =>
  submit(page, AddMailbox, (input) => page.locals.mailboxes.add(page.locals.scope, input), {
    initial: { category: 'question' },
  });

const asForm = ({ name, category, trustedServer, active, version: seen }: Mailbox) => ({
  name,
  category,
  trustedServer,
  active: active ? 'on' : null,
  version: seen,
});

/** The page of a mailbox: three forms, and what became of them. */
export async function editMailbox(page: Page, id: string) {
  const { scope, mailboxes } = page.locals;
  const before = await findMailbox(scope, id);
  if (page.request.method === 'POST') requirePolicy(scope, 'settings.manage');
  const changed = await submit(
    page,
    ChangeMailboxForm,
    async (input) => {
      await mailboxes.change(scope, id, input);
      return 'mailboxes.done.saved';
    },
    { action: 'change', initial: asForm(before) },
  );
  const tried = await submit(
    page,
    z.object({}),
    async () =>
      (await mailboxes.tryOut(scope, id)) === null ? 'mailboxes.done.tried' : 'mailboxes.done.failed',
    { action: 'try' },
  );
  const renewed = await submit(
    page,
    z.object({ version }),
    (given) => mailboxes.renewSecret(scope, id, given.version),
    {
      action: 'renew',
    },
  );
  return {
    mailbox: await findMailbox(scope, id),
    form: changed.form,
    refused: [tried, renewed].find(({ error }) => error)?.form,
    secret: renewed.result,
    done: changed.result ?? tried.result,
    manages: can(scope.actor, 'settings.manage'),
  };
}
