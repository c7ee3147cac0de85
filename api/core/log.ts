import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on standard output. Nothing personal goes in: ids, routes, codes and times only. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** SQL parameters may hold anything, so drizzle's message, which repeats them, is cut. */
function describeError(error: Error): { name: string; message: string; stack: string | undefined } {
  const message = error.message.split('\nparams:')[0] ?? '';
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, message, stack: frames?.join('\n') };
}
