import { freePort, startProcess } from './process.ts';

/** Whatever the shell is set up for, a server under test is a fresh one with the demo company. */
export const DEMO = {
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  PORTICO_DEMO: 'true',
  PORTICO_DATABASE_URL: '',
  PORTICO_TRUST_PROXY: '',
  SMTP_URL: '',
};

type Settings = { host?: string; env?: Record<string, string> };

/** The built product with a demo company of its own, which is gone afterwards. Passkeys want a host with a name. */
export async function startPortico({ host = '127.0.0.1', env = {} }: Settings = {}) {
  const port = String(await freePort());
  const url = `http://${host}:${port}`;
  const server = await startProcess({
    program: process.execPath,
    args: () => ['scripts/support/serve.ts'],
    env: (folder) => ({
      ...DEMO,
      PORT: port,
      PORTICO_URL: url,
      PORTICO_DATA: folder,
      PORTICO_LOG: 'error',
      ...env,
    }),
    health: `${url}/readyz`,
  });
  return { url, ...server };
}
