import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import { takeIn } from '#api/inbound/arriving.ts';
import { findMailbox } from '#api/mailboxes/mailboxes.ts';
import type { Portico } from '#api/portico.ts';

const ADDRESS = 'service@northlight.example';

/** What waits for somebody to look at it, each for a reason of its own. */
const MAILS = [
  {
    From: 'Abe Okafor <abe@northlight.example>',
    Subject: 'Re: [REQ-20481] The flow meter shows too little',
    text: 'The replacement leaves us today.\n\nAbe',
  },
  {
    From: 'Marit Dahl <marit@sundwater.example>, Ole Dahl <ole@sundwater.example>',
    Subject: 'Calibration of six sensors',
    text: 'We have six pH sensors that are due in December. Can you fetch them, or do we send them in?\n\nMarit and Ole',
  },
];

/** A mailbox, and mails that could not be sorted by themselves. */
export async function tellMails({ base, mailboxes }: Pick<Portico, 'base' | 'mailboxes'>): Promise<void> {
  const scope = new Scope(base, system('demo'));
  const settings = { name: 'Service', category: 'question', imapUrl: null, trustedServer: null } as const;
  const { id } = await mailboxes.add(scope, { ...settings, address: ADDRESS });
  const mailbox = await findMailbox(scope, id);
  for (const [n, { text, ...headers }] of MAILS.entries()) {
    const head = Object.entries({ ...headers, To: ADDRESS, 'Message-ID': `<${n}@demo.example>` });
    const raw = [...head.map(([name, value]) => `${name}: ${value}`), '', text].join('\r\n');
    const bytes = new TextEncoder().encode(raw);
    await takeIn(base, mailbox, { onceKey: `demo:${n}`, size: bytes.byteLength, bytes });
  }
}
