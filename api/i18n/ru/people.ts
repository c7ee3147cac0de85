import type { people as en } from '../en/people.ts';
import type { Translation } from '../message.ts';

export const people: Translation<typeof en> = {};
