import { z } from 'zod';

import { email, optionalText, text, version } from '#api/core/parse.ts';
import { requestCategories } from '#db/enums.ts';

const HOST = /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** Where mails are fetched, with who asks for them: `imaps://name:password@host`. */
const imapUrl = z
  .string()
  .trim()
  .max(1_000)
  .transform((value) => value || null)
  .pipe(z.url({ protocol: /^imaps?$/ }).nullable())
  .default(null);

/** The name with which our own mail server signs what it has found out. */
const trustedServer = optionalText(253).refine((value) => value === null || HOST.test(value), {
  params: { code: 'invalid_value' },
});

export const AddMailbox = z.object({
  name: text(120),
  address: email,
  category: z.enum(requestCategories).default('question'),
  imapUrl,
  trustedServer,
});
export type AddMailbox = z.infer<typeof AddMailbox>;

/** Without an address for IMAP the one there is stays: nobody is shown it, so nobody can send it back. */
export const ChangeMailbox = AddMailbox.omit({ address: true }).extend({
  active: z.boolean(),
  version,
});
export type ChangeMailbox = z.infer<typeof ChangeMailbox>;

/** A form says nothing of a box that is not ticked. */
export const ChangeMailboxForm = ChangeMailbox.extend({
  active: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
});
