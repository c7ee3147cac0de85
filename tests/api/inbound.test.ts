import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';

import { inboundMails } from '#db/schema/mailboxes.ts';
import { mails } from '#db/schema/mails.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { openMailbox, rawMail, vouched } from '#tests/support/mailing.ts';
import { world, type World } from '#tests/support/world.ts';

const DAN = 'dan@dune.example';
const requestOf = async (w: World, id: string | null) => w.system.find(requests, id ?? '');
const thread = (w: World, requestId: string) =>
  w.system.select(messages, eq(messages.requestId, requestId)).orderBy(asc(messages.seq));
const sentTo = (w: World, address: string) =>
  w.system.select(mails, eq(mails.toAddress, address)).orderBy(asc(mails.id));

/** A customer whose server vouches for him has asked, and an agent has answered; the mail with the answer. */
async function answered(w: World, change: Record<string, unknown> = {}) {
  const box = await openMailbox(w, change);
  const first = await box.take({
    from: `Dan <${DAN}>`,
    server: vouched(DAN),
    subject: 'Pump',
    text: 'It drips.',
  });
  const id = first.requestId ?? '';
  await w.as('abe').post(`/requests/${id}/messages`, { body: 'Where does it drip?', choice: 'ask' });
  await w.settle();
  const answer = (await sentTo(w, DAN)).at(-1);
  if (!answer) throw new Error('nothing was answered');
  return { box, id, answer, replyTo: answer.headers['Reply-To'] ?? '' };
}

test('a customer asks and answers by mail alone', async () => {
  const w = await world();
  const { box, id, answer, replyTo } = await answered(w);
  const request = await requestOf(w, id);

  const reply = await box.take({
    from: DAN,
    to: replyTo,
    subject: `Re: ${answer.subject}`,
    text: 'At the valve.\r\n\r\nOn Mon, Nov 2, 2026 at 10:00, Abe <help@house.example> wrote:\r\n> Where does it drip?',
    headers: { 'In-Reply-To': answer.messageId },
  });

  expect(request).toMatchObject({
    accountId: 'acc_dune',
    requesterId: 'per_dan',
    channel: 'email',
    subject: 'Pump',
  });
  expect(reply).toMatchObject({ state: 'stored', requestId: id });
  const said = (await thread(w, id)).map(({ body, authorId }) => [authorId, body]);
  expect(said).toEqual([
    ['per_dan', 'It drips.'],
    ['per_abe', 'Where does it drip?'],
    ['per_dan', 'At the valve.'],
  ]);
  expect(await requestOf(w, id)).toMatchObject({ status: 'in_progress' });
});

test('every mail of a thread names the one before and all before it', async () => {
  const w = await world();
  const { id } = await answered(w);
  await w.as('abe').post(`/requests/${id}/messages`, { body: 'And how much?', choice: 'ask' });
  await w.settle();
  const [receipt, ...replies] = await sentTo(w, DAN);
  const [first] = await w.system.select(inboundMails);

  expect(replies).toHaveLength(2);
  const before = [first?.messageId, receipt?.messageId];
  for (const mail of [receipt, ...replies].slice(1)) {
    expect(mail?.headers['In-Reply-To']).toBe(before.at(-1));
    expect(mail?.headers['References']).toBe(before.join(' '));
    expect(mail?.headers['Auto-Submitted']).toBeUndefined();
    before.push(mail?.messageId);
  }
  expect(receipt?.headers).toMatchObject({
    'In-Reply-To': first?.messageId,
    'Auto-Submitted': 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'bulk',
  });
});

test('who is not known waits until the address has proven itself, and reads nothing he wrote in the mail', async () => {
  const w = await world();
  const box = await openMailbox(w);
  const row = await box.take({
    from: 'Zoe <zoe@nowhere.example>',
    subject: 'Buy pills',
    text: 'Cheap pills!',
  });

  expect(row).toMatchObject({ state: 'quarantined', fromAddress: 'zoe@nowhere.example' });
  expect(await requestOf(w, row.requestId)).toMatchObject({
    status: 'quarantined',
    guestName: 'Zoe',
    guestEmail: 'zoe@nowhere.example',
    channel: 'email',
  });
  const [proof, ...more] = await sentTo(w, 'zoe@nowhere.example');
  expect(more).toEqual([]);
  expect(JSON.stringify(proof)).not.toMatch(/pills/i);
});

test('a guest who thanks by mail opens nothing again, and one who asks does', async () => {
  const w = await world();
  const box = await openMailbox(w);
  const zoe = 'zoe@nowhere.example';
  const { requestId } = await box.take({ from: `Zoe <${zoe}>`, text: 'How hot may it get?' });
  const id = requestId ?? '';
  const proof = (await sentTo(w, zoe))[0]?.text ?? '';
  await w.portico.guests.prove(w.guest().scope, /code=([\w-]{43})/.exec(proof)?.[1] ?? '');
  await w.settle();
  await w.as('abe').post(`/requests/${id}/messages`, { body: 'Up to 125 °C.', choice: 'solve' });
  await w.settle();
  const mail = (await sentTo(w, zoe)).at(-1);
  const back = (text: string) =>
    box.take({
      from: zoe,
      to: mail?.headers['Reply-To'] ?? '',
      text,
      headers: { 'In-Reply-To': mail?.messageId },
    });

  expect(await back('Thank you so much, Abe!\r\nZoe')).toMatchObject({ state: 'stored', requestId: id });
  expect(await requestOf(w, id)).toMatchObject({ status: 'resolved', lastSide: 'staff' });
  expect(await back('Thanks, but how cold?')).toMatchObject({ state: 'stored', requestId: id });
  expect(await requestOf(w, id)).toMatchObject({ status: 'in_progress', lastSide: 'guest' });
  expect((await thread(w, id)).map(({ body }) => body)).toEqual([
    'How hot may it get?',
    'Up to 125 °C.',
    'Thank you so much, Abe!\nZoe',
    'Thanks, but how cold?',
  ]);
});

test('a known address that nobody vouches for is nobody known', async () => {
  const w = await world();
  const box = await openMailbox(w);
  const row = await box.take({ from: DAN, text: 'Send me the money.' });

  expect(row).toMatchObject({ state: 'quarantined', verdict: 'unauthenticated' });
  expect(await requestOf(w, row.requestId)).toMatchObject({ requesterId: null, accountId: 'acc_house' });
});

test('nobody acts for the house by mail', async () => {
  const w = await world();
  const { box, replyTo } = await answered(w);
  const from = 'abe@house.example';
  const row = await box.take({ from, to: replyTo, server: vouched(from), text: 'We pay everything back.' });

  expect(row).toMatchObject({ state: 'suspended', reason: 'from_staff' });
});

type Case = {
  why: string;
  given: (a: Awaited<ReturnType<typeof answered>>) => Parameters<typeof rawMail>[0];
  becomes: object;
};

/** Who writes, and what he holds: what becomes of it. */
const cases: Case[] = [
  {
    why: 'another address with the token',
    given: ({ replyTo }) => ({
      from: 'mallory@evil.example',
      to: replyTo,
      server: vouched('x@evil.example'),
    }),
    becomes: { state: 'held', reason: 'other_sender' },
  },
  {
    why: 'a colleague who takes no part, with the token',
    given: ({ replyTo }) => ({ from: 'dora@dune.example', to: replyTo, server: vouched(DAN) }),
    becomes: { state: 'held', reason: 'other_sender' },
  },
  {
    why: 'the right address without token or proof, on our own Message-ID',
    given: ({ answer }) => ({ from: DAN, headers: { 'In-Reply-To': answer.messageId } }),
    becomes: { state: 'held', reason: 'unauthenticated' },
  },
  {
    why: 'the right address, vouched for, on our own Message-ID',
    given: ({ answer }) => ({ from: DAN, server: vouched(DAN), headers: { References: answer.messageId } }),
    becomes: { state: 'stored', reason: null },
  },
  {
    why: 'the right address with its token, though its server says that it is forged',
    given: ({ replyTo }) => ({
      from: DAN,
      to: replyTo,
      server: 'mx.house.example; dmarc=fail header.from=dune.example',
    }),
    becomes: { state: 'held', reason: 'unauthenticated' },
  },
  {
    why: 'a token with one letter changed',
    given: ({ replyTo }) => ({
      from: DAN,
      to: replyTo.replace(/(.)@/, (_, last: string) => `${last === '0' ? '1' : '0'}@`),
    }),
    becomes: { state: 'quarantined', reason: null },
  },
  {
    why: 'a Message-ID of ours with a forged seal',
    given: ({ answer }) => ({
      from: DAN,
      headers: { 'In-Reply-To': answer.messageId.replace(/\.[\da-f]{40}@/, `.${'0'.repeat(40)}@`) },
    }),
    becomes: { state: 'quarantined', reason: null },
  },
  {
    why: 'the number in the subject, from an address that nobody vouches for',
    given: ({ answer }) => ({ from: DAN, subject: answer.subject }),
    becomes: { state: 'quarantined', reason: null },
  },
  {
    why: 'the number in the subject, from a participant who is vouched for',
    given: ({ answer }) => ({ from: DAN, subject: answer.subject, server: vouched(DAN) }),
    becomes: { state: 'stored', reason: null },
  },
  {
    why: 'a result that another server has written',
    given: ({ answer }) => ({
      from: DAN,
      subject: answer.subject,
      server: 'mx.evil.example; dmarc=pass header.from=dune.example',
    }),
    becomes: { state: 'quarantined', reason: null },
  },
  {
    why: 'two names in From',
    given: ({ replyTo }) => ({ from: `${DAN}, mallory@evil.example`, to: replyTo, server: vouched(DAN) }),
    becomes: { state: 'suspended', reason: 'many_senders' },
  },
  {
    why: 'an absence',
    given: ({ answer, replyTo }) => ({
      from: DAN,
      to: replyTo,
      server: vouched(DAN),
      headers: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': answer.messageId },
    }),
    becomes: { state: 'auto', reason: 'automatic' },
  },
  {
    why: 'a mailing list',
    given: () => ({ from: DAN, server: vouched(DAN), headers: { 'List-Id': '<news.dune.example>' } }),
    becomes: { state: 'auto', reason: 'bulk' },
  },
  {
    why: 'our own mail again',
    given: ({ answer }) => ({ from: DAN, id: answer.messageId }),
    becomes: { state: 'own', reason: 'own_message' },
  },
  {
    why: 'our own address as sender',
    given: () => ({ from: 'help@house.example' }),
    becomes: { state: 'own', reason: 'own_address' },
  },
];

test.each(cases)('$why', async ({ given, becomes }) => {
  const w = await world();
  const found = await answered(w);
  const before = await thread(w, found.id);
  const request = await requestOf(w, found.id);
  const row = await found.box.take(given(found));

  expect(row).toMatchObject(becomes);
  const added = row.state === 'stored' ? 1 : 0;
  expect(await thread(w, found.id)).toHaveLength(before.length + added);
  const after = await requestOf(w, found.id);
  expect(after.version).toBe(request.version + added);
  expect(after.requesterId).toBe('per_dan');
});

test('whoever is in copy learns nothing and takes no part', async () => {
  const w = await world();
  const { box, id, replyTo } = await answered(w);
  await box.take({ from: DAN, to: replyTo, headers: { Cc: 'mallory@evil.example' } });
  await w.as('abe').post(`/requests/${id}/messages`, { body: 'Thank you.', choice: 'answer' });
  await w.settle();

  expect(await sentTo(w, 'mallory@evil.example')).toEqual([]);
});

test('a mail that comes twice is one, by either door', async () => {
  const w = await world();
  const box = await openMailbox(w);
  const raw = rawMail({ from: DAN, server: vouched(DAN), text: 'Once.' });
  const first = await box.take(raw);
  const second = await box.take(raw);
  const third = await box.take({
    from: DAN,
    server: vouched(DAN),
    id: first.messageId ?? '',
    text: 'Again.',
  });

  expect([second, third].map(({ state, reason }) => [state, reason])).toEqual([
    ['duplicate', 'seen_text'],
    ['duplicate', 'seen_id'],
  ]);
  expect(await w.system.count(requests)).toBe(1);
});

test('two machines that answer each other stop within two mails', async () => {
  const w = await world();
  const box = await openMailbox(w);
  const robot = 'robot@machine.example';
  for (const round of [1, 2, 3, 4, 5, 6]) {
    const told = await sentTo(w, robot);
    const last = told.at(-1);
    await box.take({
      from: robot,
      subject: `Re: ${last?.subject ?? 'Hello'}`,
      text: `I am a machine that does not say so, for the ${round}th time.`,
    });
  }

  expect(await sentTo(w, robot)).toHaveLength(2);
});

test('a mail of ours that did not arrive is marked, and no request comes of it', async () => {
  const w = await world();
  const { box, id, answer } = await answered(w);
  const row = await box.take(report(answer.messageId, '5.1.1'));

  expect(row).toMatchObject({ state: 'bounce', requestId: id });
  expect(await w.system.find(mails, answer.id)).toMatchObject({ state: 'failed', error: '5.1.1' });
  expect(await w.system.count(requests)).toBe(1);
});

test('a report of a mail that we have not sent marks nothing', async () => {
  const w = await world();
  const { box, answer } = await answered(w);
  const forged = answer.messageId.replace(/\.[\da-f]{40}@/, `.${'a'.repeat(40)}@`);
  const row = await box.take(report(forged, '5.1.1'));

  expect(row).toMatchObject({ state: 'bounce', requestId: null });
  expect((await w.system.find(mails, answer.id)).state).not.toBe('failed');
});

const report = (about: string, status: string) =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@elsewhere.example',
      'To: help@house.example',
      'Subject: Undelivered',
      'Message-ID: <report-1@elsewhere.example>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It did not arrive.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; elsewhere.example',
      '',
      'Final-Recipient: rfc822; dan@dune.example',
      'Action: failed',
      `Status: ${status}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${about}`,
      'Subject: Pump',
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );
