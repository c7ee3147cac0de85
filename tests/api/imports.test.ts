import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';

import { provenanceOf } from '#api/imports/provenance.ts';
import { findImport, startImport } from '#api/imports/service.ts';
import { accounts, contacts } from '#db/schema/accounts.ts';
import { events } from '#db/schema/events.ts';
import { importRejects, imports, origins } from '#db/schema/imports.ts';
import { mails } from '#db/schema/mails.ts';
import { opportunities } from '#db/schema/opportunities.ts';
import { memberships, people } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { importText, prepareImport, rejectsOf } from '#tests/support/imports.ts';
import { world, type World } from '#tests/support/world.ts';

/** Imports leave most of the time to others. */
const PATIENCE_MS = 120_000;

let w: World;
beforeEach(async () => {
  w = await world();
});

const named = async (name: string) => {
  const [account] = await w.system.select(accounts, eq(accounts.name, name));
  return account;
};
const nobody = { created: 0, changed: 0, unchanged: 0, refused: 0, rejected: {} };

describe('companies', () => {
  const FILE = 'Company,Parent company,Phone\nLagoon Works,Lagoon Group,+351 21 555 01\nLagoon Group,,\n';

  test('come with their parents, whatever the order', async () => {
    expect(await importText(w, 'accounts', FILE)).toMatchObject({ ...nobody, created: 2, state: 'done' });
    expect((await named('Lagoon Works'))?.parentId).toBe((await named('Lagoon Group'))?.id);
  });

  test('say by which import they came, to who may read imports', async () => {
    const first = await importText(w, 'accounts', FILE);
    await importText(w, 'accounts', 'name\nReef Group\n');
    await importText(w, 'accounts', FILE, { options: ['--source', 'crm'] });
    const { id = '' } = (await named('Lagoon Works')) ?? {};
    const by = (name: 'ada' | 'abe', subject = id) => provenanceOf(w.as(name).scope, subject);

    expect(await by('ada')).toMatchObject({ source: 'csv', by: { id: first.id, fileName: 'accounts.csv' } });
    expect(await by('abe')).toBeUndefined();
    expect(await by('ada', 'acc_dune')).toBeUndefined();
  });

  test('that are known already are brought up to date, with their story', async () => {
    const text = 'name,phone\nDUNE LABS,+351 21 555 77\n';
    expect(await importText(w, 'accounts', text)).toMatchObject({ ...nobody, changed: 1 });
    const [event] = await w.system.select(events, eq(events.name, 'account.changed'));
    expect(event).toMatchObject({ subjectId: 'acc_dune', actorId: 'per_ada' });
    expect((await w.system.find(accounts, 'acc_dune')).phone).toBe('+351 21 555 77');
    expect(await importText(w, 'accounts', text)).toMatchObject({ ...nobody, unchanged: 1 });
  });

  test('keep what the file does not say', async () => {
    await importText(w, 'accounts', 'name,city,phone\nDune Labs,,+351 21 555 77\n');
    expect(await w.system.find(accounts, 'acc_dune')).toMatchObject({ city: 'Porto' });
  });

  test('keep what somebody changed here since, while the file says the same as before', async () => {
    await importText(w, 'accounts', 'name,phone\nDune Labs,+351 21 555 77\n');
    const { version } = await w.system.find(accounts, 'acc_dune');
    await w.as('ada').patch('/accounts/acc_dune', version, { phone: '+351 21 555 00' });
    await importText(w, 'accounts', 'name,phone\nDune Labs,+351 21 555 77\n');
    expect((await w.system.find(accounts, 'acc_dune')).phone).toBe('+351 21 555 00');
  });

  test('are known by the key of their system even after they were renamed there', async () => {
    await importText(w, 'accounts', 'id,name\n7,Lagoon\n', { options: ['--source', 'crm'] });
    const before = await named('Lagoon');
    await importText(w, 'accounts', 'id,name\n7,Laguna\n', { options: ['--source', 'crm'] });
    expect((await named('Laguna'))?.id).toBe(before?.id);
  });

  test.each([
    ['a parent of another kind', 'name,kind,parent\nA,customer,Brightline Automation\n', 'parent.other_kind'],
    ['a parent that nobody knows', 'name,parent\nA,Nowhere\n', 'parent.unknown'],
    ['another kind than it has', 'name,kind\nDune Labs,partner\n', 'kind.fixed'],
    ['a phone that is none', 'name,phone\nA,call me\n', 'phone.invalid_phone'],
  ])('with %s are refused', async (_, text, reason) => {
    expect(await importText(w, 'accounts', text)).toMatchObject({
      ...nobody,
      refused: 1,
      rejected: { [reason]: 1 },
    });
    expect(await named('A')).toBeUndefined();
  });

  test('of a dry run are counted and not there', async () => {
    const job = await importText(w, 'accounts', FILE, { options: ['--dry-run'] });
    expect(job).toMatchObject({ ...nobody, created: 2, state: 'checked' });
    expect(await named('Lagoon Group')).toBeUndefined();
    expect(await w.db.reader.$count(origins)).toBe(0);
  });
});

describe('an upload', () => {
  const upload = (name: string, bytes: Buffer) => {
    const form = new FormData();
    form.append('file', new File([new Uint8Array(bytes)], name, { type: 'text/csv' }));
    return w.as('ada').post('/files', form);
  };
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

  test.each([
    ['in UTF-16', 'a.csv', utf16('имя;город\nСвет;Псков\n'), 'Свет'],
    ['in windows-1252', 'a.tsv', Buffer.from('name\tcity\nCa\xf1\xf3n\tLugo\n', 'latin1'), 'Cañón'],
  ])('of a table %s is taken and read', async (_, name, bytes, title) => {
    const [file] = (await (await upload(name, bytes)).json()) as { id: string }[];
    const begun = await w.as('ada').post('/imports', { kind: 'accounts', fileId: file?.id });
    expect(begun.status).toBe(201);
    expect(await begun.json()).toMatchObject({ analysis: { sample: [[title, expect.any(String)]] } });
  });

  test.each([
    ['markup', 'a.csv', Buffer.from('<html>\xff', 'latin1')],
    ['markup in UTF-16', 'a.csv', utf16('<script>alert(1)</script>')],
    ['a program', 'a.csv', Buffer.from([77, 90, 1, 2, 3, 200, 0, 0])],
    ['letters that are no text', 'a.txt', Buffer.from('Ca\xf1\xf3n', 'latin1')],
  ])('of %s is refused', async (_, name, bytes) => {
    expect((await upload(name, bytes)).status).toBe(422);
  });
});

describe('a bad row', () => {
  const FILE = 'name,website\nA,a.example\n"=B",not a website\nC,c.example\n';

  test('stops no other, and goes to a file that can be mended and imported again', async () => {
    const job = await importText(w, 'accounts', FILE);
    expect(job).toMatchObject({
      ...nobody,
      created: 2,
      refused: 1,
      rejected: { 'website.invalid_website': 1 },
    });
    const rejects = await rejectsOf(w, job.id);
    expect(rejects).toBe(
      "\ufeffname,website,portico_line,portico_reason\r\n'=B,not a website,3,website.invalid_website\r\n",
    );

    const mended = await importText(w, 'accounts', rejects.replace('not a website', 'b.example'));
    expect(mended).toMatchObject({ ...nobody, created: 1 });
    expect((await named('=B'))?.website).toBe('https://b.example');
  });

  test('that only the database refuses stops no other either', async () => {
    await w.db.writing.execute(
      "create trigger no_b before insert on products when new.name = 'B' begin select raise(abort, 'no'); end",
    );
    const job = await importText(w, 'products', 'name\nA\nB\nC\n');
    expect(job).toMatchObject({
      ...nobody,
      created: 2,
      refused: 1,
      rejected: { 'row.refused': 1 },
      state: 'done',
    });
    expect(await rejectsOf(w, job.id)).toContain('B,3,row.refused');
  });
});

describe('days', () => {
  const deal = (day: string) =>
    `id,title,customer,owner,stage,amount,currency,close date\n1,Pumps,Dune Labs,Bea Sandoval,won,100,EUR,${day}\n`;

  test('that can be read in two ways are refused until somebody chooses', async () => {
    const { id, version } = await prepareImport(w, 'opportunities', deal('03/04/2026'));
    const { scope } = w.as('ada');
    await expect(startImport(scope, id, version)).rejects.toMatchObject({
      status: 422,
      fields: { 'dates.close date': 'imports.ambiguous' },
    });
    expect((await findImport(scope, id)).state).toBe('uploaded');

    await importText(w, 'opportunities', deal('03/04/2026'), {
      options: ['--dates', 'close date=DD.MM.YYYY'],
    });
    const [made] = await w.system.select(opportunities);
    expect(made).toMatchObject({
      closeOn: '2026-04-03',
      amount: 10_000,
      accountId: 'acc_brightline',
      shared: true,
    });
  });
});

describe('opportunities', () => {
  const head = 'id,title,customer,owner,product,stage,amount,currency,close date\n';
  const row = (more: { stage?: string; amount?: string; owner?: string; product?: string } = {}) => {
    const { stage = 'propose', amount = '100', owner = 'bea@brightline.example', product = '' } = more;
    return `${head}1,Pumps,Dune Labs,${owner},${product},${stage},${amount},EUR,2026-04-03\n`;
  };

  test('are told of like any other change when they come again and differ', async () => {
    await importText(w, 'opportunities', row());
    const job = await importText(w, 'opportunities', row({ stage: 'won', amount: '120' }));
    expect(job).toMatchObject({ ...nobody, changed: 1 });
    const [made] = await w.system.select(opportunities);
    expect(made).toMatchObject({ stage: 'won', amount: 12_000 });
    const told = await w.system.select(events, eq(events.subjectId, made?.id ?? ''));
    expect(told.map(({ name }) => name).sort()).toEqual(['opportunity.changed', 'opportunity.moved']);
  });

  test('that the partner has hidden since are not touched', async () => {
    await importText(w, 'opportunities', row());
    const [made] = await w.system.select(opportunities);
    await w.as('bea').patch(`/opportunities/${made?.id}`, made?.version ?? 0, { shared: false });
    const job = await importText(w, 'opportunities', row({ amount: '120' }));
    expect(job).toMatchObject({ ...nobody, refused: 1, rejected: { 'row.out_of_reach': 1 } });
    expect((await w.system.find(opportunities, made?.id ?? '')).amount).toBe(10_000);
  });

  test('do not go from one partner to another', async () => {
    await importText(w, 'opportunities', row());
    const job = await importText(w, 'opportunities', row({ owner: 'cleo@cobalt.example' }));
    expect(job.rejected).toEqual({ 'owner.other_partner': 1 });
  });

  test('name a product, which is shown and can be chosen', async () => {
    await importText(w, 'products', 'name,price,currency\nPX-3,4.821,EUR\n'.replace('4.821', '4821'));
    const unknown = await importText(w, 'opportunities', row({ product: 'PX3' }));
    expect(unknown.rejected).toEqual({ 'product.unknown': 1 });
    await importText(w, 'opportunities', row({ product: 'px-3' }));
    const [made] = await w.system.select(opportunities);
    const shown = await w.as('bea').get(`/opportunities/${made?.id}`);
    expect(await shown.json()).toMatchObject({ product: { name: 'PX-3' } });
    const cleared = await w.as('bea').patch(`/opportunities/${made?.id}`, 1, { productId: null });
    expect(await cleared.json()).toMatchObject({ product: null });
  });
});

describe('people', () => {
  const FILE =
    'name,email,company\nNora Vale,nora@vale.example,Cobalt Systems\nDan Reyes,dan@dune.example,Dune Labs\n';

  test('come without a password and without a mail', async () => {
    expect(await importText(w, 'people', FILE)).toMatchObject({ ...nobody, created: 1, unchanged: 1 });
    const [nora] = await w.system.select(people, eq(people.email, 'nora@vale.example'));
    const [membership] = await w.system.select(memberships, eq(memberships.personId, nora?.id ?? ''));
    expect(membership).toMatchObject({ accountId: 'acc_cobalt', roleId: 'role_partner_member' });
    expect(await w.portico.auth.directory.passwordOf(nora?.id ?? '')).toBeUndefined();
    expect(await w.db.reader.$count(mails)).toBe(0);
  });

  test('do not get into the house', async () => {
    const text = 'name,email,company\nMallory,mallory@example.org,Northlight Instruments\n';
    expect((await importText(w, 'people', text)).rejected).toEqual({ 'account.unknown': 1 });
  });
});

describe('requests', () => {
  const head =
    'ticket id,subject,description,customer email,customer name,status,priority,resolution,resolved,account\n';
  const row = (email: string, account: string) =>
    `${head}9,Leak,"It {product_purchased} drips\nslowly",${email},Otto Lind,Closed,Critical,Tighten it,2023-06-01 10:00,${account}\n`;

  test('are found a requester among people', async () => {
    await importText(w, 'requests', row('dan@dune.example', ''));
    const [request] = await w.system.select(requests);
    expect(request).toMatchObject({
      accountId: 'acc_dune',
      requesterId: 'per_dan',
      status: 'closed',
      priority: 'urgent',
    });
    const said = await w.system.select(messages, eq(messages.requestId, request?.id ?? ''));
    expect(said.map(({ body }) => body)).toEqual(['It {product_purchased} drips\nslowly', 'Tighten it']);
  });

  test('make a contact of whoever is unknown, in the company that is named', async () => {
    await importText(w, 'requests', row('otto@lind.example', 'Ember Foods'));
    const [request] = await w.system.select(requests);
    expect(request).toMatchObject({
      accountId: 'acc_ember',
      requesterId: null,
      guestEmail: 'otto@lind.example',
    });
    expect(await w.db.reader.$count(contacts, eq(contacts.email, 'otto@lind.example'))).toBe(1);
  });

  test('that come again in another state wait as long as that state does', async () => {
    const file = row('dan@dune.example', '');
    await importText(w, 'requests', file.replace('Closed', 'Open'));
    const [open] = await w.system.select(requests);
    await importText(w, 'requests', file.replace('Closed', 'Resolved'));
    const [resolved] = await w.system.select(requests);
    expect(resolved?.dueAt?.getTime()).toBeGreaterThan(open?.dueAt?.getTime() ?? Infinity);
    await importText(w, 'requests', file);
    expect(await w.system.select(requests)).toMatchObject([{ status: 'closed', dueAt: null }]);
  });

  test('of nobody are refused', async () => {
    const job = await importText(w, 'requests', row('otto@lind.example', ''));
    expect(job.rejected).toEqual({ 'account.required': 1 });
    expect(await w.db.reader.$count(requests)).toBe(0);
  });

  test('send no mail, now or when the house goes on with them', async () => {
    await importText(w, 'requests', row('otto@lind.example', 'Ember Foods').replace('Closed', 'Open'));
    const [request] = await w.system.select(requests);
    await w.as('abe').post(`/requests/${request?.id}/messages`, { body: 'Still dripping?', choice: 'ask' });
    await w.settle();
    expect(await w.db.reader.$count(mails)).toBe(0);
  });
});

describe('an import', () => {
  const FILE = `name\n${Array.from({ length: 300 }, (_, n) => `Made ${n}`).join('\n')}\n`;

  test('is told in few words, however many rows it has', { timeout: PATIENCE_MS }, async () => {
    const rows = Array.from({ length: 1_100 }, (_, n) => `Made ${n}`);
    const job = await importText(w, 'products', `name\n${rows.join('\n')}\n`);
    expect(job).toMatchObject({ ...nobody, created: 1_100, position: 1_100 });
    const told = await w.system.select(events, eq(events.actorId, 'per_ada'));
    expect(told.map(({ name }) => name).sort()).toEqual(['import.asked', 'import.ended', 'import.written']);
    expect(told.find(({ name }) => name === 'import.ended')?.data).toMatchObject({
      created: 1_100,
      refused: 0,
    });
  });

  test('that is stopped stays stopped, and keeps what it has written', async () => {
    const { id, version } = await prepareImport(w, 'products', FILE);
    await startImport(w.as('ada').scope, id, version);
    await w.as('ada').delete(`/imports/${id}/run`);
    await w.settle();
    expect(await findImport(w.as('ada').scope, id)).toMatchObject({ state: 'cancelled', position: 0 });
    expect(await w.db.reader.$count(products)).toBe(0);
  });

  test('of somebody who may not import any more fails and says so', async () => {
    const { id, version } = await prepareImport(w, 'products', FILE);
    await startImport(w.as('ada').scope, id, version);
    await w.system.write((write) =>
      write.mark(memberships, eq(memberships.personId, 'per_ada'), { roleId: 'role_house_agent' }),
    );
    await w.settle();
    expect(await w.system.find(imports, id)).toMatchObject({
      state: 'failed',
      error: 'forbidden',
    });
    expect(await w.db.reader.$count(products)).toBe(0);
  });

  test('wants every column that it cannot do without', async () => {
    const { id, version } = await prepareImport(w, 'people', 'name,city\nA,B\n');
    await expect(startImport(w.as('ada').scope, id, version)).rejects.toMatchObject({
      fields: { 'fields.email': 'imports.field_missing', 'fields.account': 'imports.field_missing' },
    });
  });

  test('forgets what a dry run refused when it begins', async () => {
    const job = await importText(w, 'products', 'name,price\nA,1\n', { options: ['--dry-run'] });
    expect(job.rejected).toEqual({ 'currency.required': 1 });
    expect(await w.db.reader.$count(importRejects)).toBe(1);
    await startImport(w.as('ada').scope, job.id, job.version);
    expect(await w.db.reader.$count(importRejects)).toBe(0);
  });
});
