import type { materials as en } from '../en/materials.ts';
import type { Translation } from '../message.ts';

export const materials: Translation<typeof en> = {};
