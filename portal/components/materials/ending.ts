import { today } from '#api/materials/policy.ts';

const DAY = 86_400_000;
/** So long before its last day an editor should act. */
export const SOON = 30;

/** How many days are left, today not counted; negative once it is over. */
export const daysLeft = (expiresOn: string, now = today()): number =>
  Math.round((Date.parse(expiresOn) - Date.parse(now)) / DAY);
