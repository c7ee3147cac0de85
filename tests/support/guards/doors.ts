import type { Guards } from './case.ts';

/** The doors of the house itself, and what stands before them. */
export const doorGuards: Guards = {
  'GET /healthz': { public: 'the machine that keeps the server running asks whether it lives' },
  'GET /readyz': { public: 'the same machine asks whether it may send people; the answer is yes or no' },
  'GET /embed/:file': { public: 'the scripts of the widgets, the same for every website' },
  'POST /auth/session': { public: 'whoever signs in is not signed in yet' },
  'GET /auth/session': [{ owner: 'dan', also: ['ada', 'bea'] }],
  'DELETE /auth/session': [{ owner: 'dan' }],
  'PUT /auth/session/account': [{ owner: 'dan', body: () => ({ accountId: 'acc_dune' }) }],
  'POST /auth/session/code': { public: 'the second factor of somebody who is not signed in yet' },
  'POST /auth/session/link': { public: 'the code of the link is the proof' },
  'POST /auth/challenge': { public: 'whoever signs in with a passkey is not signed in yet' },
  'POST /auth/session/passkey': { public: 'what the passkey has signed is the proof' },
  'POST /auth/link': { public: 'whoever asks for it is not signed in' },
  'POST /auth/reset': { public: 'whoever has lost a password is not signed in' },
  'PUT /auth/password': { public: 'the code of the link is the proof' },
  'POST /auth/membership': { public: 'the code of the invitation is the proof' },
  'GET /openapi.json': { public: 'what the API can do is no secret; it names nobody' },
  'GET /widgets/articles': {
    public: 'visitors of other websites, known by the key of the site; public help only',
  },
  'GET /widgets/form': { public: 'visitors of other websites; it says what a form asks' },
  'POST /widgets/requests': {
    public: 'visitors of other websites; it waits until the address has proven itself',
  },
};
