import type { requests as en } from '../en/requests.ts';
import type { Translation } from '../message.ts';

export const requests: Translation<typeof en> = {};
