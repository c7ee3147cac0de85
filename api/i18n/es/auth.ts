import type { auth as en } from '../en/auth.ts';
import type { Translation } from '../message.ts';

export const auth: Translation<typeof en> = {};
