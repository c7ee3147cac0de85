import type { Config } from '#api/core/config.ts';
import { Secrets } from '#api/core/secrets.ts';
import type { Database } from '#db/client.ts';
import { Codes } from './codes.ts';
import { Cookies } from './cookies.ts';
import { Devices } from './devices.ts';
import { Directory } from './directory.ts';
import { Factors } from './factors.ts';
import { Halves } from './half.ts';
import { Identities } from './identities.ts';
import { Limits } from './limits.ts';
import { createLucia } from './lucia.ts';
import { Passkeys } from './passkeys.ts';
import { Seats } from './seats.ts';
import { Sessions } from './sessions.ts';

type Settings = Pick<Config, 'production' | 'secret' | 'url'> & Partial<Pick<Config, 'formerSecret'>>;

/** What the ways in are made of; each knows tables of its own and none of the others'. */
export function partsOf(
  db: Database,
  { production, secret, formerSecret, url }: Settings,
  house: { name: string },
) {
  const lucia = createLucia(db, production);
  const codes = new Codes(db);
  const secrets = new Secrets(secret, formerSecret);
  return {
    lucia,
    codes,
    cookies: new Cookies(production),
    devices: new Devices(db),
    directory: new Directory(db),
    factors: new Factors(db, secrets),
    halves: new Halves(db),
    identities: new Identities(db),
    limits: new Limits(db),
    passkeys: new Passkeys(db, { codes, secrets, site: { url, house } }),
    seats: new Seats(db),
    secrets,
    sessions: new Sessions(db, lucia),
  };
}
