import type { events as en } from '../en/events.ts';
import type { Translation } from '../message.ts';

export const events: Translation<typeof en> = {};
