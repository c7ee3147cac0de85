import { inboundMails } from '#db/schema/mailboxes.ts';
import type { World } from '#tests/support/world.ts';
import { json, type Guards, type Thing } from './case.ts';

const settings = { name: 'Wombat service' };

let count = 0;

const anAddress = () => `wombat${(count += 1)}@house.example`;

async function added(w: World): Promise<Thing> {
  const address = anAddress();
  const { id } = await json<{ id: string }>(w.as('ada').post('/mailboxes', { ...settings, address }));
  return { params: { id }, version: 1, words: [address, id] };
}

const question = { subject: 'The valve leaks', body: 'It drips.', category: 'problem' };

/** A mail that waits: in the queue, or beside a request of Dan's. */
const came = (state: 'suspended' | 'held') => async (w: World) => {
  const { params = {} } = await added(w);
  const about =
    state === 'held' ? await json<{ id: string }>(w.as('dan').post('/requests', question)) : undefined;
  count += 1;
  const [made] = await w.db.direct
    .insert(inboundMails)
    .values({
      mailboxId: params['id'] ?? '',
      onceKey: `numbat-${count}`,
      hash: `numbat-${count}`,
      size: 6,
      fromAddress: `numbat${count}@nowhere.example`,
      subject: `Numbat ${count}`,
      text: 'It sleeps.',
      state,
      reason: 'unauthenticated',
      requestId: about?.id ?? null,
    })
    .returning();
  const id = made?.id ?? '';
  await w.portico.base.storage.put(id, numbat(), { maxBytes: 100 });
  return { params: { id }, version: 1, words: [`Numbat ${count}`, id] };
};

async function* numbat() {
  yield Buffer.from('Numbat');
}

const agents = { owner: 'abe', also: ['ada'] } as const;
const admin = { owner: 'ada' } as const;

export const inboundGuards: Guards = {
  'GET /mailboxes': [{ ...admin, thing: added, queries: [''] }],
  'POST /mailboxes': [{ ...admin, body: () => ({ ...settings, address: anAddress() }) }],
  'GET /mailboxes/:id': [{ ...admin, thing: added }],
  'PATCH /mailboxes/:id': [
    {
      ...admin,
      thing: added,
      versioned: true,
      body: () => ({ ...settings, active: true }),
    },
  ],
  'PUT /mailboxes/:id/secret': [{ ...admin, thing: added, versioned: true }],
  'POST /mailboxes/:id/trials': [{ ...admin, thing: fetched }],
  'POST /mailboxes/:id/mails': { public: 'the signature over the mail is the proof' },
  'GET /inbound': [{ ...agents, thing: came('suspended'), queries: [''] }],
  'GET /inbound/:id': [{ ...agents, thing: came('suspended') }],
  'GET /inbound/:id/original': [{ ...agents, thing: download }],
  'PUT /inbound/:id/release': [{ ...agents, thing: came('suspended'), versioned: true }],
  'PUT /inbound/:id/acceptance': [{ ...agents, thing: came('held'), versioned: true }],
  'DELETE /inbound/:id': [{ ...agents, thing: came('suspended'), versioned: true }],
};

/** One whose server is not there: it is tried, and says so. */
async function fetched(w: World): Promise<Thing> {
  const address = anAddress();
  const imapUrl = 'imap://a:b@127.0.0.1:1';
  const { id } = await json<{ id: string }>(
    w.as('ada').post('/mailboxes', { ...settings, address, imapUrl }),
  );
  return { params: { id } };
}

async function download(w: World): Promise<Thing> {
  const { params } = await came('suspended')(w);
  return { params, words: ['Numbat'] };
}
