import { eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import { formatLocales, translator, type Locale } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import type { Letter } from '#api/mail/layout.ts';
import { applicationMessages, applications, type Application } from '#db/schema/applications.ts';
import type { Event } from '#db/schema/events.ts';
import { invitations } from '#db/schema/people.ts';
import { accountName, likeIt } from './queries.ts';
import { beforeOf, type Before } from './standing.ts';
import { isDecided } from './states.ts';

export const inside = ({ base }: Backstage) => new Scope(base, system('mail-application'));

export async function applicationOf(
  backstage: Backstage,
  { subjectId }: Event,
): Promise<Application | undefined> {
  const [found] = await inside(backstage).select(applications, eq(applications.id, subjectId));
  return found;
}

/** A day as the reader writes it. */
export const dayIn = (locale: Locale, at: Date | string): string =>
  new Intl.DateTimeFormat(formatLocales[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));

/** A letter with the link that shows how the application stands. */
async function toApplicant(
  { auth, config, post }: Backstage,
  onceKey: string,
  application: Application,
  { label, ...letter }: Omit<Letter, 'action'> & { label: string },
) {
  const { id: subjectId, email } = application;
  await post.post({ onceKey, to: email, personal: true }, (write) => {
    const code = auth.codes.issue(write, { kind: 'application', subjectId, email });
    return { ...letter, action: { label, url: `${config.url}/apply/mine?code=${code}` } };
  });
}

/** What is known of an address is said here alone. Nothing that was typed is in it: it may be somebody else's. */
export const mailApplicationProof =
  (backstage: Backstage): Handler =>
  async (event) => {
    const application = await applicationOf(backstage, event);
    if (application?.status !== 'unproven') return;
    const before = await beforeOf(inside(backstage), application);
    await LETTERS[before.is](backstage, event.id, application, before as never);
  };

type Telling<B extends Before> = (
  backstage: Backstage,
  onceKey: string,
  application: Application,
  before: B,
) => Promise<void>;

const LETTERS: { [Is in Before['is']]: Telling<Extract<Before, { is: Is }>> } = {
  free: async (backstage, onceKey, application) => {
    const t = translator(application.locale);
    const house = backstage.house.name;
    await toApplicant(backstage, onceKey, application, {
      subject: t('applications.mail.proof_subject', { house }),
      paragraphs: [t('applications.mail.proof', { house }), t('applications.mail.proof_then')],
      label: t('applications.mail.proof_action'),
      footer: t('applications.mail.proof_footer'),
    });
  },
  open: async (backstage, onceKey, _application, { application }) => {
    const t = translator(application.locale);
    await toApplicant(backstage, onceKey, application, {
      subject: t('applications.mail.open_subject'),
      paragraphs: [t('applications.mail.open', { house: backstage.house.name })],
      label: t('applications.mail.look'),
    });
  },
  known: async ({ config, house, post }, onceKey, { email, locale }) => {
    const t = translator(locale);
    await post.post({ onceKey, to: email }, () => ({
      subject: t('applications.mail.known_subject'),
      paragraphs: [t('applications.mail.known', { house: house.name })],
      action: { label: t('shell.sign_in'), url: `${config.url}/login` },
    }));
  },
  barred: async ({ house: { name: house }, post }, onceKey, { email, locale }, { until }) => {
    const t = translator(locale);
    const again = until
      ? t('applications.again.later', { day: dayIn(locale, until) })
      : t('applications.again.never');
    await post.post({ onceKey, to: email }, () => ({
      subject: t('applications.mail.barred_subject', { house }),
      paragraphs: [t('applications.mail.barred', { house }), again],
    }));
  },
};

export const mailApplicationReceived =
  (backstage: Backstage): Handler =>
  async (event) => {
    const application = await applicationOf(backstage, event);
    if (!application || isDecided(application.status)) return;
    const { name, company, locale, dueAt } = application;
    const t = translator(locale);
    const others = (await likeIt(inside(backstage), application)).filter(({ status }) => !isDecided(status));
    await toApplicant(backstage, event.id, application, {
      subject: t('applications.mail.received_subject'),
      paragraphs: [
        t('applications.mail.received', { name, company, house: backstage.house.name }),
        ...(others.length ? [t('applications.mail.received_like')] : []),
        t('applications.mail.received_when', { when: dueAt ? dayIn(locale, dueAt) : '' }),
      ],
      label: t('applications.mail.look'),
    });
  };

export const mailApplicationQuestion =
  (backstage: Backstage): Handler =>
  async (event) => {
    const application = await applicationOf(backstage, event);
    const [asked] = await inside(backstage).select(
      applicationMessages,
      eq(applicationMessages.id, String(event.data['messageId'])),
    );
    if (application?.status !== 'more_asked' || !asked) return;
    const { name, locale, dueAt } = application;
    const t = translator(locale);
    await toApplicant(backstage, event.id, application, {
      subject: t('applications.mail.asked_subject'),
      paragraphs: [
        t('applications.mail.asked', { name }),
        t('applications.mail.asked_when', { when: dueAt ? dayIn(locale, dueAt) : '' }),
      ],
      quote: asked.body,
      label: t('applications.mail.answer'),
    });
  };

export const mailApplicationRejected =
  (backstage: Backstage): Handler =>
  async (event) => {
    const application = await applicationOf(backstage, event);
    if (!application?.reason || !application.reapply) return;
    const { name, company, locale, reason, note, reapply, reapplyOn } = application;
    const t = translator(locale);
    const day = reapplyOn ? dayIn(locale, reapplyOn) : '';
    await toApplicant(backstage, event.id, application, {
      subject: t('applications.mail.rejected_subject'),
      paragraphs: [
        t('applications.mail.rejected', { name, company, house: backstage.house.name }),
        t('applications.mail.reason', { reason: t(`applications.reason.${reason}`) }),
        t(`applications.again.${reapply}`, { day }),
      ],
      ...(note ? { quote: note } : {}),
      label: t('applications.mail.look'),
    });
  };

/** The same link as of any invitation, in the applicant's own words: it leads to a password and to the terms. */
export const mailApplicationApproved =
  (backstage: Backstage): Handler =>
  async (event) => {
    const { auth, config, house, post } = backstage;
    const application = await applicationOf(backstage, event);
    const [invitation] = await inside(backstage).select(
      invitations,
      eq(invitations.id, String(event.data['invitationId'])),
    );
    if (!application || !invitation || invitation.acceptedAt || invitation.revokedAt) return;
    const { name, email, locale } = application;
    const account = (await accountName(inside(backstage), invitation.accountId)) ?? '';
    const t = translator(locale);
    await post.post({ onceKey: event.id, to: email, personal: true }, (write) => {
      const code = auth.codes.issue(write, { kind: 'invitation', subjectId: invitation.id, email });
      return {
        subject: t('applications.mail.approved_subject', { account }),
        paragraphs: [
          t('applications.mail.approved', { name, house: house.name }),
          t('mail.invitation.expiry'),
        ],
        action: {
          label: t('applications.mail.approved_action'),
          url: `${config.url}/join?code=${code}`,
        },
      };
    });
  };
