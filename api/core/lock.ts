import { AppError } from './errors.ts';

/** What a state keeps as it is. `why` is the public code of the refusal. */
export type LockRule<Field extends string> = {
  why: string;
  /** What may be changed all the same by those who may change it at all. */
  may: readonly Field[];
  /** Who can undo it: the house, or the account that the thing belongs to. */
  undo: 'house' | 'account';
};

/** Why a thing is locked, which of its fields the asking actor may still change, and by whom that is undone. */
export type Lock<Field extends string = string> = {
  why: string;
  may: Field[];
  undo: { by: 'house' | 'account'; mine: boolean };
};

/** A rule as one actor meets it: what he may not change anyway it does not leave him either. */
export const lockBy = <Field extends string>(
  { why, may, undo }: LockRule<Field>,
  actor: { may: (field: Field) => boolean; undoes: boolean },
): Lock<Field> => ({ why, may: may.filter(actor.may), undo: { by: undo, mine: actor.undoes } });

/** @throws 409 with the code of the lock, the fields that it keeps, and the lock itself */
export function requireOpen(lock: Lock | undefined, fields: readonly string[]): void {
  const shut = fields.filter((field) => !lock?.may.includes(field));
  if (lock && shut.length) throw locked(lock, shut);
}

export function locked(lock: Lock, fields: readonly string[] = []): AppError {
  const shut = Object.fromEntries(fields.map((field) => [field, lock.why]));
  return Object.assign(new AppError(409, lock.why, shut), { lock });
}
