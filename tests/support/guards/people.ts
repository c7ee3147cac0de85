import { memberships, people } from '#db/schema/people.ts';
import { fileId } from '#tests/support/materials.ts';
import type { World } from '#tests/support/world.ts';
import { json, type Guards, type Thing } from './case.ts';

let newcomers = 0;

async function newcomer(w: World): Promise<Thing> {
  newcomers += 1;
  const id = `per_wanda${newcomers}`;
  const email = `wanda${newcomers}@brightline.example`;
  await w.db.direct.insert(people).values({ id, email, name: 'Wanda Quill' });
  await w.db.direct.insert(memberships).values({
    id: `mem_wanda${newcomers}`,
    personId: id,
    accountId: 'acc_brightline',
    roleId: 'role_partner_member',
  });
  return { words: ['Wanda Quill', id, email] };
}

const invitation = { email: 'wanda@example.org', roleId: 'role_partner_member' };

async function invited(w: World): Promise<Thing> {
  const { id } = await json<{ id: string }>(w.as('bea').post('/people/invitations', invitation));
  return { params: { id }, words: [invitation.email, id] };
}

async function file(w: World): Promise<Thing> {
  return { params: { id: await fileId(w, { by: 'dan' }) } };
}

async function mailed(w: World): Promise<Thing> {
  await invited(w);
  await w.settle();
  const { items } = await json<{ items: { id: string }[] }>(w.as('ada').get('/mail'), 200);
  return { params: { id: items[0]?.id ?? '' }, words: [invitation.email] };
}

export const peopleGuards: Guards = {
  'GET /people': [{ owner: 'bea', also: ['ben'], thing: newcomer, queries: [''] }],
  'GET /people/invitations': [{ owner: 'bea', also: ['ada', 'max'], thing: invited, queries: [''] }],
  'POST /people/invitations': [{ owner: 'bea', also: ['cleo'], body: () => invitation }],
  'DELETE /people/invitations/:id': [{ owner: 'bea', also: ['ada', 'max'], thing: invited }],
  'POST /files': [{ owner: 'dan', also: ['bea', 'eve', 'abe'], body: form }],
  'DELETE /files/:id': [{ owner: 'dan', thing: file }],
  'GET /mail': [{ owner: 'ada', thing: mailed, queries: [''] }],
  'GET /mail/:id': [{ owner: 'ada', thing: mailed }],
};

function form(): FormData {
  const data = new FormData();
  data.append('files[]', new File(['a b c'], 'notes.txt'));
  return data;
}
