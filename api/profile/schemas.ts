import { z } from 'zod';

import { newPassword } from '#api/auth/schemas.ts';
import { email, text, version, zone } from '#api/core/parse.ts';
import { locales } from '#db/enums.ts';

const profile = {
  name: text(120),
  locale: z.enum(locales),
  zone,
};

export const ChangeProfile = z.strictObject({
  name: profile.name.exactOptional(),
  locale: profile.locale.exactOptional(),
  zone: profile.zone.exactOptional(),
});
export type ChangeProfile = z.infer<typeof ChangeProfile>;
export const ProfileInForm = z.object({ ...profile, version });

export const AskEmail = z.object({ email });
export const UseEmail = z.object({ code: text(100) });
export const ChangePassword = z.object({ password: newPassword });
export const ShowFirstCode = z.object({ code: text(20) });
