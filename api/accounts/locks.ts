import { lockBy, type Lock, type LockRule } from '#api/core/lock.ts';
import type { Account } from '#db/schema/accounts.ts';
import { FIELDS, fieldsIn, type Field } from './fields.ts';

/** What is closed rests; what the house thinks of it may still change. */
const CLOSED: LockRule<Field> = { why: 'accounts.closed', may: fieldsIn('internal'), undo: 'house' };

export const staysOpen = (group: string): boolean =>
  CLOSED.may.some((field) => FIELDS[field].group === group);

/** @param mine what the actor may change, and whether he can open the account again */
export const lockOf = (
  { closedAt }: Pick<Account, 'closedAt'>,
  mine: { may: (field: Field) => boolean; undoes: boolean },
): Lock<Field> | undefined => (closedAt ? lockBy(CLOSED, mine) : undefined);
