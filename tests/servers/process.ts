import { spawn } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 60_000;
const PAUSE = 50;
const EXECUTABLE = 0o755;

/** Where npm put a server's program, made executable, as npm packs it without that; `undefined` where there is none for this machine. */
export function program(path: string): string | undefined {
  const full = join(import.meta.dirname, 'node_modules', path);
  if (!existsSync(full)) return undefined;
  chmodSync(full, EXECUTABLE);
  return full;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}

type Server = {
  program: string;
  args: (folder: string) => string[];
  /** Answers as soon as the server is ready. */
  health: string;
  env?: (folder: string) => Record<string, string>;
};

/** Runs a server over a folder of its own until `stop`, and waits until it is ready. */
export async function startProcess({ program: path, args, health, env }: Server) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-server-'));
  const child = spawn(path, args(folder), { stdio: 'ignore', env: { ...process.env, ...env?.(folder) } });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async () => {
    process.off('exit', kill);
    kill();
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + PATIENCE;
  while (!(await answers(health))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${path} did not answer at ${health}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return { stop, exited, signal: (name: NodeJS.Signals) => child.kill(name) };
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
