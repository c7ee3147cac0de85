import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { findDovecot } from '../../scripts/support/dovecot.ts';

const USER = 'help';
const PASSWORD = 'a+b/c';
/** Dovecot serves no mail as root, so that a machine that runs tests as root has it do so as nobody. */
const NOBODY = 65_534;

/** Debian's IMAP server with one mailbox, in a folder and on a port of its own; `undefined` where there is none. */
export async function openDovecot() {
  const program = findDovecot();
  if (!program) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'portico-imap-'));
  const port = await freePort();
  const isRoot = userInfo().uid === 0;
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [userInfo().uid, userInfo().gid];
  const maildir = join(folder, 'mail');
  for (const part of ['', 'cur', 'new', 'tmp']) {
    await mkdir(join(maildir, part), { recursive: true });
    await chown(join(maildir, part), uid, gid);
  }
  await chown(folder, uid, gid);
  const config = join(folder, 'dovecot.conf');
  await writeFile(
    config,
    settings({ folder, port, uid, gid, login: isRoot ? undefined : userInfo().username }),
  );
  const server = spawn(program, ['-F', '-c', config], { stdio: 'ignore' });
  await answers(port);
  return {
    url: `imap://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    wrong: `imap://${USER}:wrong@127.0.0.1:${port}`,
    /** As a mail server on this machine does: the whole file at once. */
    async deliver(raw: Uint8Array) {
      const path = join(maildir, 'new', `${Date.now()}.${randomUUID()}.test`);
      await writeFile(path, raw);
      await chown(path, uid, gid);
    },
    async close() {
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Settings = { folder: string; port: number; uid: number; gid: number; login: string | undefined };

const settings = ({ folder, port, uid, gid, login }: Settings) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
${login ? `default_internal_user = ${login}\ndefault_login_user = ${login}` : ''}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
}
service anvil {
  chroot =
}
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until somebody answers; a server that never does is a failed test. */
async function answers(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const heard = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (heard) return;
    await new Promise((wait) => setTimeout(wait, 50));
  }
}
