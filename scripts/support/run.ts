import { spawn } from 'node:child_process';

type Environment = Record<string, string>;

const IS_WINDOWS = process.platform === 'win32';

/** Runs a program of node_modules/.bin (the launcher put it on the PATH) and gives its exit code. */
export function run(command: string, args: string[] = [], env: Environment = {}): Promise<number> {
  // npm's programs are .cmd files on Windows, which only a shell can start.
  const shell = IS_WINDOWS && command !== process.execPath;
  const child = spawn(command, args, { stdio: 'inherit', shell, env: { ...process.env, ...env } });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', forward);
      resolve(code ?? 1);
    });
  });
}

/** Like `run`, for a step without which the rest makes no sense. */
export async function mustRun(command: string, args: string[] = [], env: Environment = {}): Promise<void> {
  const code = await run(command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
}
