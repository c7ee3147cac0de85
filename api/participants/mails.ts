import { eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { readerOf } from '#api/requests/readers.ts';
import { reference } from '#api/requests/reference.ts';
import { participants, type Participant } from '#db/schema/participants.ts';
import { requests, type Request } from '#db/schema/requests.ts';

/** To whoever was let in: a colleague hears of it, an address gets a link that it must open. */
export const mailParticipant =
  (backstage: Backstage): Handler =>
  async ({ id: onceKey, data }) => {
    const scope = new Scope(backstage.base, system('mail-participant'));
    const which = eq(participants.id, String(data['participantId']));
    const [row] = await scope.select(participants, which).limit(1);
    if (!row || row.endedAt) return;
    const request = await scope.find(requests, row.requestId);
    if (row.personId) return toColleague(backstage, onceKey, row.personId, request);
    return toAddress(backstage, onceKey, row, request);
  };

async function toColleague(backstage: Backstage, onceKey: string, personId: string, request: Request) {
  const reader = await readerOf(backstage, personId, request);
  if (!reader) return;
  const t = translator(reader.locale);
  const named = { reference: reference(request), subject: request.subject };
  await backstage.post.post({ onceKey, to: reader.email, subjectId: request.id }, () => ({
    subject: t('requests.mail.subject', named),
    paragraphs: [t('participants.mail.let_in', { name: reader.name, reference: named.reference })],
    action: { label: t('requests.mail.open'), url: `${backstage.config.url}/requests/${request.id}` },
    footer: t('requests.mail.footer'),
  }));
}

/** Nothing that anybody wrote is in it: the address may be a stranger's. */
async function toAddress(backstage: Backstage, onceKey: string, row: Participant, request: Request) {
  const { auth, config, house, post } = backstage;
  const { id: subjectId, email } = row;
  if (!email) return;
  const t = translator(request.locale);
  await post.post({ onceKey, to: email, personal: true }, (write) => {
    const code = auth.codes.issue(write, { kind: 'participation', subjectId, email });
    return {
      subject: t('participants.mail.subject', { house: house.name }),
      paragraphs: [t('participants.mail.invited', { house: house.name }), t('participants.mail.expiry')],
      action: { label: t('participants.mail.action'), url: `${config.url}/take-part?code=${code}` },
      footer: t('participants.mail.footer'),
    };
  });
}
