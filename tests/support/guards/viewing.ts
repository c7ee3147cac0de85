import type { Guards } from './case.ts';

const wanted = { membershipId: 'mem_ben', reason: 'Request PRT-1042' };

export const viewingGuards: Guards = {
  'GET /viewing': [{ owner: 'ada', also: ['bea', 'dora'] }],
  'POST /viewing': [{ owner: 'ada', told: { max: 403, abe: 403, bea: 403, dan: 403 }, body: () => wanted }],
  'DELETE /viewing': [{ owner: 'ada', also: ['bea'] }],
};
