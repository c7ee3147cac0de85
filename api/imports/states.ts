import type { ImportState } from '#db/enums.ts';

/** What can happen to an import. */
export const steps = ['map', 'check', 'checked', 'run', 'finish', 'fail', 'cancel'] as const;
export type Step = (typeof steps)[number];

/** The life of an import. What a row does not name cannot happen in that state. */
export const states: Record<ImportState, Partial<Record<Step, ImportState>>> = {
  uploaded: { map: 'uploaded', check: 'checking', run: 'running', cancel: 'cancelled' },
  checking: { checked: 'checked', fail: 'failed', cancel: 'uploaded' },
  checked: { map: 'uploaded', check: 'checking', run: 'running', cancel: 'cancelled' },
  running: { finish: 'done', fail: 'failed', cancel: 'cancelled' },
  done: {},
  failed: { map: 'uploaded', check: 'checking', cancel: 'cancelled' },
  cancelled: {},
};

export const stepFrom = (state: ImportState, step: Step): ImportState | undefined => states[state][step];

/** Whether rows are being read right now, or will be as soon as a worker is free. */
export const atWork = (state: ImportState): state is 'checking' | 'running' =>
  state === 'checking' || state === 'running';
