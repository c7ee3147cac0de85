import { z } from 'zod';

import { email, text } from '#api/core/parse.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts';

const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);

export const SignIn = z.object({ email, password: z.string().min(1).max(PASSWORD_MAX) });
export type SignIn = z.infer<typeof SignIn>;

export const SwitchAccount = z.object({ accountId: text(60) });

export const AskReset = z.object({ email });

export const ResetPassword = z.object({ code: text(100), password: newPassword });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const JoinAs = z.object({ code: text(100), name: text(120), password: newPassword });
export type JoinAs = z.infer<typeof JoinAs>;

export const SetUp = z.object({ code: text(100), name: text(120), email, password: newPassword });
export type SetUp = z.infer<typeof SetUp>;

export const JoinAgain = z.object({ code: text(100) });
