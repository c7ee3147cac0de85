/** Whether somebody's own mail server vouches for a mail: it does, it does not, or nobody has looked. */
export const mailVerdicts = ['aligned', 'failed', 'unauthenticated'] as const;
export type MailVerdict = (typeof mailVerdicts)[number];

/**
 * What became of a mail that came in. `held` waits at its request for an agent, `suspended` in a queue of its own;
 * `quarantined` is a new request that waits for a proof of its address.
 */
export const inboundStates = [
  'received',
  'stored',
  'held',
  'quarantined',
  'suspended',
  'discarded',
  'refused',
  'duplicate',
  'bounce',
  'auto',
  'own',
] as const;
export type InboundState = (typeof inboundStates)[number];

/** Why it became that and nothing else. */
export const inboundReasons = [
  'too_large',
  'too_complex',
  'too_slow',
  'unreadable',
  'no_sender',
  'many_senders',
  'empty',
  'own_address',
  'own_message',
  'bounced',
  'automatic',
  'bulk',
  'loop',
  'seen_id',
  'seen_text',
  'from_staff',
  'other_sender',
  'unauthenticated',
  'not_taking_part',
  'not_now',
  'too_many',
  'failed',
] as const;
export type InboundReason = (typeof inboundReasons)[number];
