import type { Config } from '#api/core/config.ts';
import type { Base } from '#api/core/scope.ts';
import type { Secrets } from '#api/core/secrets.ts';
import { Post } from './post.ts';
import { Threading } from './threading.ts';
import { openSmtp } from './transport.ts';

/** The way out for mails, to a server where one is named. */
export function openPost(
  base: Base,
  { smtpUrl, mailFrom, url }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'url'>,
  { secrets, house }: { secrets: Secrets; house: { name: string } },
): { post: Post; close: () => void } {
  const transport = smtpUrl ? openSmtp(smtpUrl, mailFrom) : undefined;
  const threading = new Threading(secrets, url);
  const post = new Post(base, transport, { threading, url, mailFrom }, house);
  return { post, close: () => transport?.close() };
}
