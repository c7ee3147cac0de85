import type { mail as en } from '../en/mail.ts';
import type { Translation } from '../message.ts';

export const mail: Translation<typeof en> = {};
