import type { sites as en } from '../en/sites.ts';
import type { Translation } from '../message.ts';

export const sites: Translation<typeof en> = {};
