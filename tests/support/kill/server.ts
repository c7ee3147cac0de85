import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
export type Server = { url: string; kill(): Promise<void> };

/** Servers over the same data, one after the other; the next one has read its code before it is wanted. */
export class Servers {
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;
  #next: ChildProcess;

  constructor(program: string, environment: Record<string, string>) {
    this.#program = program;
    this.#environment = { ...process.env, ...environment };
    this.#next = this.#spawn();
  }

  /** @param patienceMs when it is not up by then it is killed as well, and nothing is returned */
  async start(patienceMs: number): Promise<Server | undefined> {
    const child = this.#next;
    this.#next = this.#spawn();
    const exited = once(child, 'exit');
    const kill = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    child.send('start');
    const port = await Promise.race([
      once(child, 'message').then(([said]) => said as number),
      exited.then(([code]) => ({ code: code as number | null })),
      pause(patienceMs, undefined, { ref: false }),
    ]);
    if (typeof port === 'object') throw new Error(`the server ended with ${port.code} instead of starting`);
    if (port === undefined) return void (await kill());
    return { url: `http://127.0.0.1:${port}`, kill };
  }

  async close(): Promise<void> {
    this.#next.kill('SIGKILL');
    await once(this.#next, 'exit');
  }

  #spawn() {
    const child = fork(this.#program, {
      env: this.#environment,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return child;
  }
}
