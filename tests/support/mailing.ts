import { createHmac } from 'node:crypto';

import { inboundMails } from '#db/schema/mailboxes.ts';
import type { World } from './world.ts';

type Given = {
  from: string;
  to?: string;
  subject?: string;
  text?: string;
  id?: string;
  headers?: Record<string, string | undefined>;
  /** What our own mail server says of it; `undefined` where it says nothing. */
  server?: string | undefined;
};

let count = 0;

/** A mail as a server would hand it over, with whatever stands in its headers. */
export function rawMail({
  from,
  to = 'help@house.example',
  subject = 'A question',
  text = 'How?',
  ...rest
}: Given) {
  count += 1;
  const headers: Record<string, string | undefined> = {
    'Authentication-Results': rest.server,
    From: from,
    To: to,
    Subject: subject,
    'Message-ID': rest.id ?? `<mail-${count}@elsewhere.example>`,
    'Content-Type': 'text/plain; charset=utf-8',
    ...rest.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}`,
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`);
}

/** What our server writes down of a mail whose sender it has recognised. */
export const vouched = (address: string) =>
  `mx.house.example; dmarc=pass header.from=${address.slice(address.indexOf('@') + 1)}`;

/** A mailbox of the house, with a way to bring mails into it as a provider would. */
export async function openMailbox(w: World, change: Record<string, unknown> = {}) {
  const response = await w.as('ada').post('/mailboxes', {
    name: 'Service',
    address: 'help@house.example',
    trustedServer: 'mx.house.example',
    ...change,
  });
  const { id, secret } = (await response.json()) as { id: string; secret: string };
  const bring = (raw: Uint8Array, headers: Record<string, string> = {}) =>
    bringMail(w, { id, secret }, raw, headers);
  return {
    id,
    secret,
    bring,
    /** Brings a mail and lets everything follow; the row that it became. */
    async take(given: Given | Buffer) {
      const response = await bring(Buffer.isBuffer(given) ? given : rawMail(given));
      if (response.status !== 202) throw new Error(`refused: ${response.status}`);
      await w.settle();
      return newest(w);
    },
  };
}

export async function newest(w: World) {
  const rows = await w.system.select(inboundMails);
  const row = rows.sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  if (!row) throw new Error('no mail came in');
  return row;
}

function bringMail(
  { app }: World,
  { id, secret }: { id: string; secret: string },
  raw: Uint8Array,
  headers: Record<string, string>,
) {
  count += 1;
  const at = new Date();
  const webhookId = `hook-${count}`;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mac = createHmac('sha256', key).update(`${webhookId}.${timestamp}.`).update(raw).digest('base64');
  return app.request(`/api/mailboxes/${id}/mails`, {
    method: 'POST',
    body: new Uint8Array(raw),
    headers: {
      'content-type': 'message/rfc822',
      'webhook-id': webhookId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
      ...headers,
    },
  });
}
