import { Webhook } from 'standardwebhooks';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';

import { BOUNDS } from '#api/mail/bounds.ts';
import { inboundMails, mailboxes } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { newest, openMailbox, rawMail, vouched } from '#tests/support/mailing.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { world, type World } from '#tests/support/world.ts';

const DAN = 'dan@dune.example';
const ZOE = 'zoe@nowhere.example';

describe('whoever brings a mail', () => {
  const post = (
    w: World,
    id: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ) => w.app.request(`/api/mailboxes/${id}/mails`, { method: 'POST', body, headers });

  function signed(secret: string, body: string, { at = new Date(), id = 'msg_1' } = {}) {
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    };
  }

  test('signs it as Standard Webhooks say, and twice is once', async () => {
    const w = await world();
    const { id, secret } = await openMailbox(w);
    const body = rawMail({ from: ZOE, text: 'Привет' }).toString();
    const headers = signed(secret, body);

    expect((await post(w, id, body, headers)).status).toBe(202);
    expect((await post(w, id, body, headers)).status).toBe(202);
    expect(await w.system.count(inboundMails)).toBe(1);
  });

  const wrong: [why: string, change: (headers: Record<string, string>) => Record<string, string>][] = [
    ['nothing', () => ({})],
    ['no signature', (headers) => ({ ...headers, 'webhook-signature': '' })],
    ['another id', (headers) => ({ ...headers, 'webhook-id': 'msg_2' })],
    [
      'another time',
      (headers) => ({ ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) - 1) }),
    ],
    ['no time', (headers) => ({ ...headers, 'webhook-timestamp': 'NaN' })],
    [
      'a signature of another kind',
      (headers) => ({ ...headers, 'webhook-signature': `v2,${headers['webhook-signature']?.slice(3)}` }),
    ],
    ['an empty one', (headers) => ({ ...headers, 'webhook-signature': 'v1,' })],
  ];
  test.each(wrong)('with %s is refused, and nothing is kept', async (_, change) => {
    const w = await world();
    const { id, secret } = await openMailbox(w);
    const body = rawMail({ from: ZOE }).toString();
    const response = await post(w, id, body, change(signed(secret, body)));

    expect(response.status).toBe(401);
    expect(await w.system.count(inboundMails)).toBe(0);
  });

  test('with a signature of ten minutes ago, or over another body, is refused', async () => {
    const w = await world();
    const { id, secret } = await openMailbox(w);
    const body = rawMail({ from: ZOE }).toString();
    const old = signed(secret, body, { at: new Date(Date.now() - 600_000) });

    expect((await post(w, id, body, old)).status).toBe(401);
    expect((await post(w, id, `${body}.`, signed(secret, body))).status).toBe(401);
  });

  test('needs the secret of this mailbox, and of this day', async () => {
    const w = await world();
    const one = await openMailbox(w);
    const other = await openMailbox(w, { address: 'sales@house.example' });
    const body = rawMail({ from: ZOE }).toString();

    expect((await post(w, one.id, body, signed(other.secret, body))).status).toBe(401);
    await w.as('ada').put(`/mailboxes/${one.id}/secret`, {}, { 'If-Match': '"1"' });
    expect((await post(w, one.id, body, signed(one.secret, body))).status).toBe(401);
  });

  test('finds no mailbox that takes none', async () => {
    const w = await world();
    const { id, secret } = await openMailbox(w);
    await w.db.direct.update(mailboxes).set({ active: false });
    const body = rawMail({ from: ZOE }).toString();

    expect((await post(w, id, body, signed(secret, body))).status).toBe(404);
  });

  test('may bring bytes that are no text', async () => {
    const w = await world();
    const box = await openMailbox(w);
    const raw = Buffer.concat([rawMail({ from: ZOE, text: 'caf' }), Buffer.from([0xe9, 0xff, 0x0a])]);

    expect((await box.bring(raw)).status).toBe(202);
    const { id } = await newest(w);
    const original = await w.as('abe').get(`/inbound/${id}/original`);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(raw);
    expect(original.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(original.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('mails that are built to hurt', () => {
  const nested = (depth: number) => {
    const open = Array.from(
      { length: depth },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
    );
    return Buffer.from(`From: ${ZOE}\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${open.join('')}`);
  };
  const parts = (count: number) =>
    Buffer.from(
      `From: ${ZOE}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(count)}--b--`,
    );
  const bombs: [what: string, raw: () => Buffer, reason: string][] = [
    ['a thousand parts in each other', () => nested(1_000), 'too_complex'],
    ['ten thousand parts beside each other', () => parts(10_000), 'too_complex'],
    [
      'a header of a megabyte',
      () => rawMail({ from: ZOE, headers: { 'X-Long': 'x'.repeat(1_000_000) } }),
      'too_complex',
    ],
    ['nothing but a header', () => Buffer.from('Subject'), 'no_sender'],
    ['no sender', () => Buffer.from('Subject: Hello\r\n\r\nHello'), 'no_sender'],
    ['zeros', () => Buffer.alloc(100_000), 'no_sender'],
  ];
  test.each(bombs)('%s is put aside, and the original is kept', async (_, raw, reason) => {
    const w = await world();
    const row = await (await openMailbox(w)).take(raw());

    expect(row).toMatchObject({ state: 'suspended', reason });
    expect((await w.as('abe').get(`/inbound/${row.id}/original`)).status).toBe(200);
  });

  test('headers do not get into mails of ours', async () => {
    const w = await world();
    const box = await openMailbox(w);
    const evil = '<a@b.example>\r\n Bcc: <mallory@evil.example>';
    await box.take({
      from: `Dan <${DAN}>`,
      server: vouched(DAN),
      id: evil,
      subject: 'Hi\r\n Bcc: mallory@evil.example',
    });

    for (const { subject, headers } of await w.system.select(mails)) {
      expect(`${subject}${Object.values(headers).join('')}`).not.toMatch(/[\r\n]/);
      expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('bcc');
    }
  });

  test('a sender who writes all the time is put aside after a while', async () => {
    const w = await world();
    const box = await openMailbox(w);
    const states: string[] = [];
    for (let n = 0; n < 12; n += 1) states.push((await box.take({ from: ZOE, text: `Again ${n}` })).state);

    expect(states[0]).toBe('quarantined');
    expect(states.at(-1)).toBe('suspended');
  });

  test('a mailbox that answers too much falls silent, and says so', async () => {
    const w = await world();
    const box = await openMailbox(w);
    const answers = Array.from({ length: BOUNDS.mailbox }, (_, n) => ({
      onceKey: `k${n}`,
      toAddress: `n${n}@nowhere.example`,
      subject: 's',
      text: 't',
      html: 'h',
      headers: {},
      messageId: `<${n}@house.example>`,
      automatic: true,
      mailboxId: box.id,
      state: 'sent' as const,
    }));
    for (let n = 0; n < answers.length; n += 50)
      await w.db.direct.insert(mails).values(answers.slice(n, n + 50));
    await box.take({ from: ZOE });

    expect(await w.system.count(mails, eq(mails.toAddress, ZOE))).toBe(0);
    expect((await w.system.find(mailboxes, box.id)).quietUntil?.getTime()).toBeGreaterThan(Date.now());
  });
});

describe('staff', () => {
  const match = (version: number) => ({ 'If-Match': `"${version}"` });
  const suspended = async (w: World) =>
    (await openMailbox(w)).take({ from: `Zoe <${ZOE}>, ${DAN}`, subject: 'A pump', text: 'It hums.' });

  test('make a request of a mail, and mail nothing to an address that proved nothing', async () => {
    const w = await world();
    const row = await suspended(w);
    const made = await w.as('abe').put(`/inbound/${row.id}/release`, {}, match(row.version));
    await w.settle();
    const { requestId } = (await made.json()) as { requestId: string };

    expect(await w.system.find(requests, requestId)).toMatchObject({
      status: 'submitted',
      subject: 'A pump',
      guestEmail: ZOE,
      channel: 'email',
    });
    expect(await w.system.count(mails, eq(mails.toAddress, ZOE))).toBe(0);
    const again = await w.as('abe').put(`/inbound/${row.id}/release`, {}, match(row.version + 1));
    expect([again.status, await w.system.count(requests)]).toEqual([409, 1]);
  });

  test('let a mail into the request beside which it waits, under its own name', async () => {
    const w = await world();
    const box = await openMailbox(w);
    const { requestId } = await box.take({
      from: DAN,
      server: vouched(DAN),
      subject: 'Pump',
      text: 'It drips.',
    });
    const [receipt] = await w.system.select(mails, eq(mails.toAddress, DAN));
    const held = await box.take({
      from: ZOE,
      to: receipt?.headers['Reply-To'] ?? '',
      text: 'I work with Dan.',
    });
    const seen = async () =>
      JSON.stringify(await (await w.as('dan').get(`/requests/${requestId}/messages`)).json());

    expect(held.state).toBe('held');
    expect(await seen()).not.toContain('I work with Dan.');
    expect((await w.as('abe').put(`/inbound/${held.id}/acceptance`, {}, match(held.version))).status).toBe(
      200,
    );
    expect(await seen()).toContain('I work with Dan.');
    const said = await w.system.select(messages, eq(messages.requestId, requestId ?? ''));
    expect(said.find(({ sender }) => sender === ZOE)).toMatchObject({ authorId: null, side: 'guest' });
    expect((await w.system.find(requests, requestId ?? '')).requesterId).toBe('per_dan');
  });

  test('put a mail out of sight once, from the version that they have read', async () => {
    const w = await world();
    const row = await suspended(w);
    const gone = (version: number) => w.as('abe').delete(`/inbound/${row.id}`, match(version));

    expect((await gone(row.version + 1)).status).toBe(412);
    expect((await gone(row.version)).status).toBe(204);
    expect((await gone(row.version + 1)).status).toBe(409);
    expect(((await (await w.as('abe').get('/inbound')).json()) as { items: unknown[] }).items).toEqual([]);
  });
});
