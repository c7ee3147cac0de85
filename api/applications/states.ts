import type { ApplicationStatus } from '#db/enums.ts';

export const acts = ['prove', 'ask_more', 'answer', 'approve', 'reject', 'withdraw'] as const;
export type Act = (typeof acts)[number];

/** Who stands where to an application: who sent it, the house, or the company for its own people. */
export const standings = ['applicant', 'house', 'company'] as const;
export type Standing = (typeof standings)[number];

/** What leads where; what is not named is not possible there. */
const TABLE: Record<ApplicationStatus, Partial<Record<Act, ApplicationStatus>>> = {
  unproven: { prove: 'submitted' },
  submitted: { ask_more: 'more_asked', approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  more_asked: { answer: 'submitted', approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
  approved: {},
  rejected: {},
  withdrawn: {},
};

/** Who may do it at all. A company knows its people or does not: it has nothing to ask. */
const BY: Record<Act, readonly Standing[]> = {
  prove: ['applicant'],
  answer: ['applicant'],
  withdraw: ['applicant'],
  ask_more: ['house'],
  approve: ['house', 'company'],
  reject: ['house', 'company'],
};

/** Where the act leads; nothing where it is not possible. */
export const after = (status: ApplicationStatus, act: Act): ApplicationStatus | undefined =>
  TABLE[status][act];

export const permitted = (act: Act, standing: Standing): boolean => BY[act].includes(standing);

/** Who must act next. */
export const turnOf = (status: ApplicationStatus): 'applicant' | 'decider' | 'nobody' => {
  if (status === 'submitted') return 'decider';
  return status === 'unproven' || status === 'more_asked' ? 'applicant' : 'nobody';
};

export const isDecided = (status: ApplicationStatus): boolean => turnOf(status) === 'nobody';
