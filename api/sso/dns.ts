import { Resolver } from 'node:dns/promises';

const TIMEOUT_MS = 3_000;
const LABEL = 'portico-verification=';

/** What the TXT record of a domain must say. */
export const recordOf = (proof: string): string => `${LABEL}${proof}`;

/** Asks the DNS for the records of domains; which server answers, the operator may say. */
export class Records {
  readonly #resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 });

  constructor(servers?: string[]) {
    if (servers) this.#resolver.setServers(servers);
  }

  /** Whether one of the records says it; a domain without any, or that nobody knows, does not. */
  async say(domain: string, proof: string): Promise<boolean> {
    const records = await this.#resolver.resolveTxt(domain).catch(() => []);
    return records.some((parts) => parts.join('').trim() === recordOf(proof));
  }
}
