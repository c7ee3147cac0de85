import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { asc, eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inboundMails, mailboxes } from '#db/schema/mailboxes.ts';
import { messages, requests } from '#db/schema/requests.ts';
import { openDovecot } from '#tests/support/dovecot.ts';
import { openMailbox, rawMail, vouched } from '#tests/support/mailing.ts';
import { world, type World } from '#tests/support/world.ts';
import { findDovecot } from '../../scripts/support/dovecot.ts';

const DAN = 'dan@dune.example';

describe.skipIf(!findDovecot())('a mailbox on an IMAP server (needs dovecot)', () => {
  let imap: NonNullable<Awaited<ReturnType<typeof openDovecot>>>;
  beforeAll(async () => {
    const opened = await openDovecot();
    if (opened) imap = opened;
  });
  afterAll(() => imap.close());

  const all = (w: World) => w.system.select(inboundMails).orderBy(asc(inboundMails.id));

  async function fetching(w: World) {
    const { id } = await openMailbox(w, { imapUrl: imap.url });
    await w.portico.mailboxes.fetch();
    await w.settle();
    return { id, before: (await all(w)).length };
  }

  test('is fetched from where the last look ended, and no mail comes twice', async () => {
    const w = await world();
    const { id, before } = await fetching(w);
    await imap.deliver(rawMail({ from: 'zoe@nowhere.example', subject: 'One' }));
    await imap.deliver(rawMail({ from: 'yan@nowhere.example', subject: 'Two' }));

    expect(await w.portico.mailboxes.fetch()).toBe(2);
    expect(await w.portico.mailboxes.fetch()).toBe(0);
    await w.settle();
    expect(
      (await all(w))
        .slice(before)
        .map(({ subject, state }) => [subject, state])
        .sort(),
    ).toEqual([
      ['One', 'quarantined'],
      ['Two', 'quarantined'],
    ]);

    // As after a process that ended before it had written down how far it was.
    await w.db.direct.update(mailboxes).set({ lastUid: 0 }).where(eq(mailboxes.id, id));
    await w.portico.mailboxes.fetch();
    await w.settle();
    expect(await all(w)).toHaveLength(before + 2);
    expect(await w.system.find(mailboxes, id)).toMatchObject({ lastError: null });
  });

  test('says what is wrong, and nothing of its password', async () => {
    const w = await world();
    const { id } = await openMailbox(w, { imapUrl: imap.wrong });
    const tried = await w.as('ada').post(`/mailboxes/${id}/trials`, {});

    expect(await tried.json()).toEqual({ error: 'authentication' });
    expect(JSON.stringify(await w.system.find(mailboxes, id))).not.toContain('wrong');
    expect(await (await w.as('ada').get(`/mailboxes/${id}`)).text()).not.toContain('imap:');
  });

  test('a customer who has nothing but mail asks, is answered, and answers', async () => {
    const post = await openPost();
    const w = await world({ SMTP_URL: post.url, MAIL_FROM: 'Northlight <noreply@house.example>' });
    await fetching(w);
    await imap.deliver(
      rawMail({ from: `Dan <${DAN}>`, server: vouched(DAN), subject: 'The pump', text: 'It hums.' }),
    );
    await w.portico.mailboxes.fetch();
    await w.settle();
    const [request] = await w.system.select(requests, eq(requests.subject, 'The pump'));
    const id = request?.id ?? '';
    await w.as('abe').post(`/requests/${id}/messages`, { body: 'Since when?', choice: 'ask' });
    await w.settle();

    const answer = post.to(DAN).at(-1) ?? '';
    expect(answer).toContain('Since when?');
    const [replyTo, messageId] = ['Reply-To', 'Message-ID'].map((name) => headerOf(answer, name));
    await imap.deliver(
      rawMail({ from: DAN, to: replyTo ?? '', text: 'Since Monday.', headers: { 'In-Reply-To': messageId } }),
    );
    await w.portico.mailboxes.fetch();
    await w.settle();

    const said = await w.system.select(messages, eq(messages.requestId, id)).orderBy(asc(messages.seq));
    expect(said.map(({ body }) => body)).toEqual(['It hums.', 'Since when?', 'Since Monday.']);
    await post.close();
  });
});

const headerOf = (mail: string, name: string) =>
  new RegExp(`^${name}: *((?:.*)(?:\r?\n[ \t].*)*)`, 'mi').exec(mail)?.[1]?.replace(/\s+/g, ' ').trim();

/** A server that takes our mails and shows them as they came. */
async function openPost() {
  const came: { to: string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        came.push({ to, source: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    to: (address: string) => came.filter(({ to }) => to.includes(address)).map(({ source }) => source),
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
