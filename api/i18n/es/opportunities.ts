import type { opportunities as en } from '../en/opportunities.ts';
import type { Translation } from '../message.ts';

export const opportunities: Translation<typeof en> = {};
