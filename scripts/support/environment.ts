import { existsSync } from 'node:fs';

/** Reads `.env`; what the environment says already wins. */
export function loadEnvironment(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
