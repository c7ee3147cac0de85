import { can, isStaff, type Actor, type Member } from '#api/core/actor.ts';
import type { EventAudience } from '#db/enums.ts';
import type { Material } from '#db/schema/materials.ts';

export const canManage = (actor: Actor): actor is Member => can(actor, 'materials.manage');

/** Who fetched what is for the house to know. */
export const canSeeDownloads = (actor: Actor): actor is Member => isStaff(actor);

/** Who may know that it was published or retired. */
export const heardBy = ({ audience }: Pick<Material, 'audience'>): EventAudience =>
  audience === 'internal' ? 'staff' : 'account';

/** The day it is, in UTC, as the access path reckons. */
export const today = (now = new Date()): string => now.toISOString().slice(0, 10);

export const materialStates = ['draft', 'live', 'expired', 'retired'] as const;
export type MaterialState = (typeof materialStates)[number];

/** A published material whose last day is over is offered to nobody but staff. */
export const stateOf = ({ status, expiresOn }: Pick<Material, 'status' | 'expiresOn'>): MaterialState =>
  status === 'live' && isOver(expiresOn) ? 'expired' : status;

export const isOver = (day: string | null): boolean => day !== null && day < today();
