import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';

import type { InboundReason } from '#db/inbound-fates.ts';
import type { ReadMail, Report } from './mail.ts';

const HEADER_BYTES = 256 * 1024;
const MOST_HEADERS = 1_000;
const MOST_PARTS = 500;
const MOST_NESTED = 50;
const MOST_FILES = 10;
const HTML_BYTES = 2 * 1024 * 1024;
const TEXT_LENGTH = 200_000;
const ID = /<[^<>\s@]{1,200}@[^<>\s@]{1,200}>/g;
const MOST_IDS = 50;

/** Why a mail is not read at all. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly reason: InboundReason;

  constructor(reason: InboundReason) {
    super(`the mail is not read: ${reason}`);
    this.reason = reason;
  }
}

/** @throws Unreadable for what is built to be too much */
export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  measure(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  const parsed = await simpleParser(Buffer.from(bytes), {
    skipImageLinks: true,
    skipTextToHtml: true,
    maxHtmlLengthToParse: HTML_BYTES,
    keepDeliveryStatus: true,
  });
  const headers = parsed.headerLines.map(({ key, line }): [string, string] => [key, valueOf(line)]);
  return {
    messageId: idsIn(parsed.messageId ?? '')[0] ?? null,
    answers: [
      ...new Set([
        ...idsIn(parsed.inReplyTo ?? ''),
        ...idsIn([parsed.references ?? []].flat().join(' ')).reverse(),
      ]),
    ],
    from: addressesOf(parsed.from),
    to: [
      ...[parsed.to ?? [], parsed.cc ?? []]
        .flat()
        .flatMap((list) => addressesOf(list))
        .map(({ address }) => address),
      ...named(headers, ['delivered-to', 'x-original-to', 'envelope-to']).map(bare),
    ],
    subject: clean(parsed.subject ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 500),
    text: clean(parsed.text ?? '').slice(0, TEXT_LENGTH),
    headers,
    report: reportOf(parsed),
    files: parsed.attachments.filter(isFile).slice(0, MOST_FILES).map(fileOf),
  };
}

/** Counts before anything is taken apart. */
function measure(raw: string) {
  const end = raw.search(/\r?\n\r?\n/);
  const head = end === -1 ? raw.slice(0, HEADER_BYTES + 1) : raw.slice(0, end);
  if (head.length > HEADER_BYTES || occurrences(head, /\n\S/g) > MOST_HEADERS)
    throw new Unreadable('too_complex');
  if (occurrences(raw, /^content-type:/gim) > MOST_PARTS) throw new Unreadable('too_complex');
  if (occurrences(raw, /^content-type:\s*(?:multipart|message)\//gim) > MOST_NESTED)
    throw new Unreadable('too_complex');
}

function occurrences(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count += 1;
  return count;
}

const idsIn = (value: string): string[] =>
  [...value.slice(0, 20_000).matchAll(ID)].slice(-MOST_IDS).map(([id]) => id);

const addressesOf = (list: AddressObject | undefined) =>
  (list?.value ?? [])
    .flatMap((one) => one.group ?? [one])
    .map(({ address, name }) => ({
      address: clean(address ?? '')
        .trim()
        .toLowerCase(),
      name: clean(name).replace(/\s+/g, ' ').trim().slice(0, 120),
    }))
    .filter(({ address }) => address !== '');

const named = (headers: [string, string][], names: string[]) =>
  headers.filter(([name]) => names.includes(name)).map(([, value]) => value);
const bare = (value: string) => value.replace(/^.*</, '').replace(/>.*$/, '').trim().toLowerCase();
const valueOf = (line: string) =>
  line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 20_000);

/** No text of ours has a zero byte or a sign that steers a terminal. */
const clean = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '').toWellFormed();

const isFile = ({ contentType }: Attachment) => contentType !== 'message/delivery-status';
const fileOf = ({ filename, contentType, content }: Attachment) => ({
  name: clean(filename ?? contentType.replace('/', '.')).slice(0, 200),
  content: new Uint8Array(content as Buffer),
});

/** A report has parts of its own (RFC 3464): what became of it, and the mail that it is about. */
function reportOf({ attachments }: ParsedMail): Report | undefined {
  const status = attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!status) return undefined;
  const text = String(status.content);
  const about = attachments
    .filter(({ contentType }) => /^(?:message\/rfc822|text\/rfc822-headers)/.test(contentType))
    .flatMap(({ content }) =>
      idsIn(/^message-id:[^\n]*(?:\n[ \t][^\n]*)*/im.exec(String(content))?.[0] ?? ''),
    );
  return {
    action: /^action:\s*(\w{1,20})/im.exec(text)?.[1]?.toLowerCase() ?? '',
    status: /^status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1] ?? '',
    about,
  };
}
