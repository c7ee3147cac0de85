import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';
import { locales } from '#db/enums.ts';

export const InvitePerson = z.object({ email, roleId: text(60), accountId: text(60).optional() });
export type InvitePerson = z.infer<typeof InvitePerson>;

export const RevokeInvitation = z.object({ id: text(60) });

/** A person as a file tells it, with the name of the company. It can sign in when it has asked for a password. */
export const ImportPerson = z.strictObject({
  key: text(200).exactOptional(),
  name: text(120),
  email,
  account: text(200),
  role: z.enum(['member', 'owner']).exactOptional(),
  locale: z.enum(locales).exactOptional(),
  zone: text(60)
    .refine(isZone, { params: { code: 'invalid_value' } })
    .exactOptional(),
});
export type ImportPerson = z.infer<typeof ImportPerson>;

function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}
