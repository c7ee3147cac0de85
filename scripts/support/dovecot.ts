import { existsSync } from 'node:fs';

import { mustRun } from './run.ts';

const KNOWN_PLACES = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'];

/** The IMAP server that tests fetch from, where the machine has one. */
export const findDovecot = (): string | undefined => KNOWN_PLACES.find((path) => existsSync(path));

/** Gets one where that is easy; the tests that need it are skipped by name where it is not. */
export async function findOrInstallDovecot(): Promise<void> {
  if (findDovecot() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing an IMAP server for the tests …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get', ['update'], env)
    .then(() => mustRun('apt-get', ['install', '-y', '--no-install-recommends', 'dovecot-imapd'], env))
    .catch((error: unknown) => console.error(error));
}
