import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SMTPServer } from 'smtp-server';

import { connectionTo, openSmtp } from '#api/mail/transport.ts';
import { jobs } from '#db/schema/jobs.ts';
import { mails, type Mail } from '#db/schema/mails.ts';
import { memberships } from '#db/schema/people.ts';
import { requests } from '#db/schema/requests.ts';
import { world, type Name, type World } from '../support/world.ts';

const PUMP = { subject: 'The pump hums', body: 'At night,\nsince Monday.', category: 'problem' };

async function submit(w: World, name: Name) {
  const response = await w.as(name).post('/requests', PUMP);
  return ((await response.json()) as { id: string }).id;
}
const say = (w: World, name: Name, id: string, body: object) =>
  w.as(name).post(`/requests/${id}/messages`, { body: 'Well.', ...body });
const sentBy = async (w: World): Promise<Mail[]> => w.db.reader.select().from(mails).orderBy(mails.id);
const addresses = (sent: Mail[]) => sent.map(({ toAddress }) => toAddress).sort();

const threading = ({ headers }: Mail) => ({
  'In-Reply-To': headers['In-Reply-To'],
  References: headers['References'],
});

describe('without a server for mails', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  /** The mails that follow from what `act` does. */
  async function mailsOf(act: () => Promise<unknown>): Promise<Mail[]> {
    await w.settle();
    const before = (await sentBy(w)).length;
    await act();
    await w.settle();
    return (await sentBy(w)).slice(before);
  }

  test('a new request is confirmed to who sent it and told to everybody who may answer', async () => {
    const sent = await mailsOf(() => submit(w, 'freja'));
    const receipt = sent.find(({ toAddress }) => toAddress === 'freja@fjord.example');

    expect(addresses(sent)).toEqual(['abe@house.example', 'ada@house.example', 'freja@fjord.example']);
    expect(receipt).toMatchObject({ subject: '[REQ-1] The pump hums', state: 'kept' });
    expect(receipt?.text).toContain('Hola, Freja Holm: su solicitud ha llegado y tiene el número REQ-1.');
    expect(receipt?.text).toContain('> At night,\n> since Monday.');
    expect(sent.find(({ toAddress }) => toAddress === 'abe@house.example')?.text).toMatch(
      /Freja Holm \(Fjord Logistics\) has sent a request\. The first answer is due by \d+ \w+ 20\d\d/,
    );
  });

  test('an answer goes to who asked, a reply to who works on it, and neither to its author', async () => {
    const id = await submit(w, 'dora');

    const asked = await mailsOf(() => say(w, 'abe', id, { choice: 'ask' }));
    expect(addresses(asked)).toEqual(['dora@dune.example']);
    expect(asked[0]?.text).toContain('Abe Okafor has a question for you:');
    expect(asked[0]?.text).toMatch(new RegExp(`/requests/${id}\n`));

    const [{ version } = { version: 0 }] = await w.db.reader.select().from(requests);
    await w
      .as('abe')
      .put(`/requests/${id}/assignee`, { assigneeId: 'per_abe' }, { 'if-match': `"${version}"` });
    const replied = await mailsOf(() => say(w, 'dan', id, {}));
    expect(addresses(replied)).toEqual(['abe@house.example']);
    expect(replied[0]?.text).toMatch(new RegExp(`/desk/requests/${id}\n`));
  });

  test('a note, an assignment and a refused reply tell nobody', async () => {
    const id = await submit(w, 'dan');
    const sent = await mailsOf(async () => {
      await w.as('abe').post(`/requests/${id}/notes`, { body: 'Not to be told' });
      await w.as('abe').put(`/requests/${id}/assignee`, { assigneeId: 'per_ada' }, { 'if-match': '"1"' });
      await say(w, 'bea', id, {});
    });

    expect(sent).toEqual([]);
  });

  test('who has left the account, or may read requests no more, is told nothing', async () => {
    const id = await submit(w, 'dora');
    await w.settle();
    await w.db.direct.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, 'mem_dora'));
    await w.db.direct
      .insert(memberships)
      .values({ personId: 'per_dora', accountId: 'acc_ember', roleId: 'role_customer_owner' });

    expect(await mailsOf(() => say(w, 'abe', id, { choice: 'answer' }))).toEqual([]);
    await w.db.direct.update(memberships).set({ endedAt: null }).where(eq(memberships.id, 'mem_dora'));
    expect(await mailsOf(() => say(w, 'abe', id, { choice: 'answer' }))).toHaveLength(1);
  });

  test('every mail of a request after the first to somebody belongs to the thread', async () => {
    for (const name of ['dan', 'freja'] as const) {
      const id = await submit(w, name);
      for (const [who, body] of [
        ['abe', { choice: 'ask' }],
        [name, {}],
        ['ada', { choice: 'answer' }],
        ['abe', { choice: 'solve' }],
        [name, {}],
      ] as const) {
        await w.settle();
        await say(w, who, id, body);
      }
    }
    await w.settle();

    const threads = Object.values(
      Object.groupBy(await sentBy(w), ({ toAddress, subjectId }) => `${toAddress} ${subjectId}`),
    ) as Mail[][];
    expect(threads).toHaveLength(6);
    for (const thread of threads) {
      const expected = thread.map((_, n) => ({
        'In-Reply-To': thread[n - 1]?.messageId,
        References: n
          ? thread
              .slice(0, n)
              .map(({ messageId }) => messageId)
              .join(' ')
          : undefined,
      }));
      expect(thread.length).toBeGreaterThan(1);
      expect(thread.map(threading)).toEqual(expected);
      expect(new Set(thread.map(({ subject }) => subject)).size).toBe(1);
      expect(new Set(thread.map(({ messageId }) => messageId)).size).toBe(thread.length);
    }
  });
});

describe('with a server for mails', () => {
  type Delivery = { from: string; to: string[]; source: string };
  let server: SMTPServer;
  let delivered: Delivery[];
  let refused: string[];
  let w: World;

  beforeEach(async () => {
    delivered = [];
    refused = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const to = rcptTo.map(({ address }) => address);
          if (to.some((address) => refused.includes(address)))
            return done(Object.assign(new Error('try later'), { responseCode: 451 }));
          delivered.push({
            from: mailFrom ? mailFrom.address : '',
            to,
            source: Buffer.concat(chunks).toString(),
          });
          done();
        });
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    w = await world({
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Northlight <service@house.example>',
    });
  });
  afterEach(async () => {
    await w.portico.close();
    await new Promise<void>((closed) => server.close(() => closed()));
  });

  const header = (source: string, name: string) =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'mi').exec(source)?.[1]?.replace(/\r\n\s+/g, ' ');

  test('mails arrive, once, with what makes them a thread', async () => {
    const id = await submit(w, 'dan');
    await w.settle();
    await say(w, 'abe', id, { choice: 'answer', body: 'Привет, Dan' });
    await w.settle();
    await w.settle();
    const toDan = delivered.filter(({ to }) => to.includes('dan@dune.example'));
    const [first, second] = toDan.map(({ source }) => source);

    expect(delivered).toHaveLength(4);
    expect(toDan).toHaveLength(2);
    expect(toDan[0]?.from).toBe('service@house.example');
    expect(header(second!, 'In-Reply-To')).toBe(header(first!, 'Message-ID'));
    expect(header(second!, 'References')).toBe(header(first!, 'Message-ID'));
    expect(header(first!, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(second!, 'Auto-Submitted')).toBeUndefined();
    expect(header(second!, 'Subject')).toBe('[REQ-1] The pump hums');
    expect(await w.db.reader.$count(mails, eq(mails.state, 'sent'))).toBe(4);
    expect(await w.db.reader.$count(jobs)).toBe(0);
  });

  test('a mail that is refused at first is tried again and arrives once', async () => {
    const id = await submit(w, 'dan');
    await w.settle();
    delivered = [];
    refused = ['dan@dune.example'];
    await say(w, 'abe', id, { choice: 'answer' });
    await w.settle();

    expect(delivered).toEqual([]);
    expect(await w.db.reader.select().from(jobs)).toMatchObject([
      { name: 'mail-request-reply', attempts: expect.toSatisfy((times: number) => times >= 1) as number },
    ]);
    refused = [];
    await w.db.direct.update(jobs).set({ runAt: new Date() });
    await w.settle();
    expect(delivered.map(({ to }) => to)).toEqual([['dan@dune.example']]);
    expect(await w.db.reader.$count(jobs)).toBe(0);
    await w.settle();
    expect(delivered).toHaveLength(1);
  });

  test('one that is refused holds up nobody else, and nobody gets it twice', async () => {
    refused = ['dan@dune.example'];
    await submit(w, 'dan');
    await w.settle();
    const early = delivered.flatMap(({ to }) => to);
    refused = [];
    await w.db.direct.update(jobs).set({ runAt: new Date() });
    await w.settle();

    expect(early).toHaveLength(2);
    expect(delivered.flatMap(({ to }) => to).sort()).toEqual([
      'abe@house.example',
      'ada@house.example',
      'dan@dune.example',
    ]);
  });
});

test('a server that never says anything is given up before it holds up the other jobs', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const transport = openSmtp(`smtp://127.0.0.1:${port}`, 'service@house.example', 100);
  const w = await world();
  await submit(w, 'dan');
  await w.settle();
  const [mail] = await sentBy(w);

  await expect(transport.send(mail!)).rejects.toThrow(/greeting/i);
  transport.close();
  silent.close();
}, 5_000);

test('a server elsewhere must speak TLS before anything is said to it', async () => {
  const needsTls = (url: string) => connectionTo(url, 100).requireTLS;
  expect(['smtp://mail.example:587', 'smtp://10.0.0.7', 'smtp://127.0.0.1:25'].map(needsTls)).toEqual([
    true,
    true,
    false,
  ]);

  const heard: string[] = [];
  const plain = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: ({ address }, _session, done) => {
      heard.push(address);
      done();
    },
  });
  plain.listen(0, '127.0.0.1');
  await once(plain.server, 'listening');
  const { port } = plain.server.address() as AddressInfo;
  const transport = openSmtp(`smtp://127.0.0.1:${port}?requireTLS=true`, 'service@house.example', 2_000);
  const w = await world();
  await submit(w, 'dan');
  await w.settle();
  const [mail] = await sentBy(w);

  await expect(transport.send(mail!)).rejects.toThrow(/TLS/i);
  expect(heard).toEqual([]);
  transport.close();
  await new Promise<void>((resolve) => plain.close(() => resolve()));
});
