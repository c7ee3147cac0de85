import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import { ImapFlow } from 'imapflow';

import { hostOf, isLoopback } from '#api/core/loopback.ts';
import { isPrivate, OutboundError } from '#api/core/outbound.ts';

const PATIENCE_MS = 15_000;
const PORTS: Record<string, number> = { 'imap:': 143, 'imaps:': 993 };

/**
 * A connection to somebody's IMAP server. It says nothing of itself before there is TLS, and it goes nowhere within
 * our own network unless the configuration allows it.
 *
 * @throws OutboundError for an address that is not called, or whatever the server has against us
 */
export async function openImap(
  address: string,
  { privateAddresses }: { privateAddresses: boolean },
): Promise<ImapFlow> {
  const url = new URL(address);
  const name = hostOf(url);
  const host = isIP(name) ? name : (await lookup(name)).address;
  if (!privateAddresses && isPrivate(host)) throw new OutboundError('address');
  const client = new ImapFlow({
    host,
    port: Number(url.port) || (PORTS[url.protocol] ?? 993),
    secure: url.protocol === 'imaps:',
    ...(url.protocol === 'imap:' ? { doSTARTTLS: !isLoopback(name) } : {}),
    ...(isIP(name) ? {} : { servername: name }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  // Whatever ends the connection also ends what waits for it, which says so itself.
  client.on('error', () => {});
  await client.connect();
  return client;
}
