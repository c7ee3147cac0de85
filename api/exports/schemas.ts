import { z } from 'zod';

import { AccountFilter } from '#api/accounts/schemas.ts';

export const ContactExport = AccountFilter.omit({ after: true, before: true }).extend({
  account: z.string().min(1).max(60).optional(),
});
