import { hashWith, verified } from './hashing.ts';

// OWASP Password Storage: argon2id with 19 MiB, two passes, one lane, at least. Algorithm 2 is argon2id.
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const WRITTEN = `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`;

let nobody: Promise<string> | undefined;

/** The same password typed on two keyboards may differ in bytes; NIST asks for one Unicode form. */
export const normal = (password: string) => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hashWith(normal(password), ARGON);

/** Made with other parameters than today's: the next sign-in makes it anew. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(WRITTEN);

/** Takes as long for somebody unknown as for a wrong password, so that time does not tell who is known. */
export async function matches(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (nobody ??= hashPassword('nobody has this password')));
  const right = await verified(against, normal(password));
  return right && stored !== undefined;
}
