import { eq } from 'drizzle-orm';

import type { Portico } from '#api/portico.ts';
import { people } from '#db/schema/people.ts';
import type { PersonKey } from './content/index.ts';
import { DEMO_PASSWORD } from './password.ts';
import { accountOf, personId, personOf } from './story.ts';

/** One of each kind. */
const shown: { key: PersonKey; role: string }[] = [
  { key: 'ada', role: 'runs the portal' },
  { key: 'abe', role: 'answers requests' },
  { key: 'bea', role: 'sells as a partner' },
  { key: 'dan', role: 'asks as a customer' },
];

/** With whose eyes the demo is worth seeing. */
export const demoSignIns = (): { who: string; email: string; role: string }[] =>
  shown.map(({ key, role }) => {
    const { name, email, account } = personOf(key);
    return { who: `${name}, ${accountOf(account).name}`, email, role };
  });

/**
 * How to get in; nothing on an installation that other people live in.
 *
 * @param website where the website of a partner is served
 */
export async function demoBanner({ base, config }: Portico, website?: string): Promise<string | undefined> {
  const { email } = personOf('ada');
  const [ada] = await base.db.reader
    .select({ email: people.email })
    .from(people)
    .where(eq(people.id, personId('ada')));
  if (ada?.email !== email) return undefined;

  const signIns = demoSignIns();
  const width = (of: 'email' | 'role') => Math.max(...signIns.map((one) => one[of].length));
  const lines = signIns.map(
    (one) => `    ${one.email.padEnd(width('email'))}   ${one.role.padEnd(width('role'))}   ${one.who}`,
  );
  const mails = config.smtpUrl ? [] : ['', `  Mails stay here:     ${config.url}/desk/mail (sign in as Ada)`];
  const beside = website ? [`  A partner's website  ${website} (with the widgets in it)`] : [];
  return [
    '',
    `  Portico is open at   ${config.url}`,
    ...beside,
    '',
    `  Sign in as           (everybody's password: ${DEMO_PASSWORD})`,
    ...lines,
    ...mails,
    '',
  ].join('\n');
}
