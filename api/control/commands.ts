import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import { AppError } from '#api/core/errors.ts';
import type { Portico } from '#api/portico.ts';
import { importerScope } from './acting.ts';
import { runCommand, type Wish } from './importing.ts';

/**
 * What comes in through the door: one wish as JSON in the address, a file as the body, and back one line of JSON for
 * each thing to tell.
 */
export const commandsOf = (portico: Portico) => (request: IncomingMessage, response: ServerResponse) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portico');
  if (pathname !== '/import') return void response.end('portico');
  const tell = (line: object) => void response.write(`${JSON.stringify(line)}\n`);
  void answer(portico, request, searchParams.get('wish') ?? '{}', tell).finally(() => response.end());
};

async function answer(
  portico: Portico,
  request: IncomingMessage,
  wish: string,
  tell: (line: object) => void,
) {
  try {
    const told = JSON.parse(wish) as Wish;
    const scope = await importerScope(portico, told.told.as);
    await runCommand(scope, told, request, tell);
    await text(request);
  } catch (error) {
    tell(refusal(error));
    if (!(error instanceof AppError)) portico.log.error({ err: error }, 'command failed');
  }
}

export const refusal = (error: unknown) =>
  error instanceof AppError
    ? { refused: error.code, fields: error.fields }
    : { refused: 'internal', fields: {} };
