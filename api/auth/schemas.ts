import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';
import { locales } from '#db/enums.ts';
import { PASSWORD_MAX, PASSWORD_MIN_BESIDE } from './password-rules.ts';

/** How long it must be depends on whose it is. */
export const newPassword = z.string().min(PASSWORD_MIN_BESIDE).max(PASSWORD_MAX);

export const SignIn = z.object({ email, password: z.string().min(1).max(PASSWORD_MAX) });
export type SignIn = z.infer<typeof SignIn>;

export const ShowCode = z.object({ code: text(60), remember: z.coerce.boolean().default(false) });
export type ShowCode = z.infer<typeof ShowCode>;

/** One of the two: a code where a second factor is set up. */
export const Prove = z.object({
  password: z.string().min(1).max(PASSWORD_MAX).optional(),
  code: text(60).optional(),
});
export type Prove = z.infer<typeof Prove>;

export const AskLink = z.object({ email });
export const UseLink = z.object({ code: text(100) });

export const SwitchAccount = z.object({ accountId: text(60) });

export const AskReset = z.object({ email });

export const ResetPassword = z.object({ code: text(100), password: newPassword });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** `accepts` names the terms that were on the screen. */
export const JoinAs = z.object({
  code: text(100),
  name: text(120),
  password: newPassword,
  accepts: z.string().max(40).optional(),
  locale: z.enum(locales).optional(),
});
export type JoinAs = z.infer<typeof JoinAs>;

export const SetUp = z.object({ code: text(100), name: text(120), email, password: newPassword });
export type SetUp = z.infer<typeof SetUp>;

export const JoinAgain = z.object({ code: text(100) });
