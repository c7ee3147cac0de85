import { z } from 'zod';

import { sendNow, takeBackReply } from '#api/requests/holding.ts';
import { submit } from '../../../form.ts';

type Page = Parameters<typeof submit>[0];

const Nothing = z.object({});

/** An agent takes back what he has sent, or will not wait until it goes out. */
export async function actOnHeld(page: Page, id: string) {
  const { scope } = page.locals;
  const back = await submit(
    page,
    Nothing,
    async () => {
      await takeBackReply(scope, id);
      return 'unsent' as const;
    },
    { action: 'unsend' },
  );
  const sent = await submit(
    page,
    Nothing,
    async () => {
      await sendNow(scope, id);
      return 'replied' as const;
    },
    { action: 'send-now' },
  );
  const failed = back.error ? back : sent;
  return { form: failed.form, result: back.result ?? sent.result, error: failed.error };
}
