import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';

export const InvitePerson = z.object({ email, roleId: text(60), accountId: text(60).optional() });
export type InvitePerson = z.infer<typeof InvitePerson>;

export const RevokeInvitation = z.object({ id: text(60) });
