import { conflict } from '#api/core/errors.ts';
import type { ErasureState } from '#db/enums.ts';

export const erasureSteps = ['approve', 'refuse', 'withdraw', 'run', 'finish'] as const;
export type ErasureStep = (typeof erasureSteps)[number];

/** What can become of a wish. What a row does not name cannot happen in that state. */
export const states: Record<ErasureState, Partial<Record<ErasureStep, ErasureState>>> = {
  asked: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: { run: 'running', refuse: 'refused', withdraw: 'withdrawn' },
  running: { finish: 'done' },
  done: {},
  refused: {},
  withdrawn: {},
};

/** Who must act next. */
export const turns: Record<ErasureState, 'house' | 'portico' | 'nobody'> = {
  asked: 'house',
  approved: 'house',
  running: 'portico',
  done: 'nobody',
  refused: 'nobody',
  withdrawn: 'nobody',
};

/** @throws 409 */
export function nextState(state: ErasureState, step: ErasureStep): ErasureState {
  const next = states[state][step];
  if (!next) throw conflict('privacy.not_now');
  return next;
}
