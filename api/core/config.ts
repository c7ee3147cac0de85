import { resolve } from 'node:path';

import { z } from 'zod';

import { hostOf, isLoopback } from './loopback.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** What goes over the net in the open, for whoever stands on the way. */
const isOpen = (address: string | undefined) => {
  const url = address === undefined ? null : URL.parse(address);
  return url?.protocol === 'http:' && !isLoopback(hostOf(url));
};
const origin = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

/** Ten requests a second, for as long as somebody likes: no reader comes near it, and a script learns to wait. */
const PACE = 600;

/** Every setting of Portico. All come from the environment; what they mean is in .env.example. */
const Settings = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
    PORTICO_URL: origin.optional(),
    PORTICO_SECRET: z.string().min(32).optional(),
    PORTICO_FORMER_SECRET: z.string().min(32).optional(),
    PORTICO_DATA: z.string().min(1).default('data'),
    PORTICO_DATABASE_URL: z
      .string()
      .regex(/^(file:|https?:\/\/|libsql:\/\/)/)
      .optional(),
    PORTICO_DATABASE_TOKEN: z.string().min(1).optional(),
    PORTICO_HOUSE: z.string().trim().min(1).max(120).optional(),
    PORTICO_DEMO: flag.optional(),
    PORTICO_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    PORTICO_TRUST_PROXY: flag.default(false),
    PORTICO_ALLOW_PRIVATE: flag.optional(),
    PORTICO_DNS: z.string().min(1).optional(),
    PORTICO_PACE: z.coerce.number().int().min(0).optional(),
    PORTICO_CLAMD: z
      .string()
      .regex(/^[\w.-]+:\d{1,5}$/)
      .optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
  })
  .superRefine((settings, context) => {
    if (settings.NODE_ENV !== 'production') return;
    for (const name of ['PORTICO_URL', 'PORTICO_SECRET'] as const)
      if (!settings[name])
        context.addIssue({ code: 'custom', path: [name], message: 'is required in production' });
    for (const name of ['PORTICO_URL', 'PORTICO_DATABASE_URL'] as const)
      if (isOpen(settings[name]))
        context.addIssue({ code: 'custom', path: [name], message: 'must be https: in production' });
    if (settings.PORTICO_DEMO)
      context.addIssue({ code: 'custom', path: ['PORTICO_DEMO'], message: 'is not for production' });
    if (settings.SMTP_URL && !settings.MAIL_FROM)
      context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is required with SMTP_URL' });
  });

export type Config = ReturnType<typeof readConfig>;

/** @throws ConfigError with everything that is wrong, not just the first thing */
export function readConfig(environment: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  if (!result.success)
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const settings = result.data;
  const production = settings.NODE_ENV === 'production';
  const data = resolve(settings.PORTICO_DATA);
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    url: settings.PORTICO_URL ?? `http://localhost:${settings.PORT}`,
    secret: settings.PORTICO_SECRET,
    formerSecret: settings.PORTICO_FORMER_SECRET,
    data,
    databaseUrl: settings.PORTICO_DATABASE_URL ?? `file:${data}/portico.db`,
    databaseToken: settings.PORTICO_DATABASE_TOKEN,
    house: settings.PORTICO_HOUSE,
    demo: settings.PORTICO_DEMO ?? !production,
    log: settings.PORTICO_LOG,
    trustProxy: settings.PORTICO_TRUST_PROXY,
    allowPrivate: settings.PORTICO_ALLOW_PRIVATE ?? !production,
    dnsServers: settings.PORTICO_DNS?.split(',').map((server) => server.trim()),
    pace: settings.PORTICO_PACE ?? (production ? PACE : 0),
    scanner: settings.PORTICO_CLAMD,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM ?? 'Portico <portico@localhost>',
  };
}

export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  · ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}
