import { eq } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import type { Write } from '#api/core/write.ts';
import { formatLocales, isKey, translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { accounts } from '#db/schema/accounts.ts';
import { eventValues } from '#db/schema/events.ts';
import { invitations, people, type Person } from '#db/schema/people.ts';

/** A new mail makes a new code: an earlier link stops working. */
export const mailInvitation =
  ({ base, config, auth, post }: Backstage): Handler =>
  async (event) => {
    const [found] = await base.db.reader
      .select({
        invitation: invitations,
        account: accounts.name,
        inviter: people.name,
        locale: people.locale,
      })
      .from(invitations)
      .innerJoin(accounts, eq(accounts.id, invitations.accountId))
      .innerJoin(people, eq(people.id, invitations.invitedBy))
      .where(eq(invitations.id, event.subjectId));
    if (!found || found.invitation.acceptedAt || found.invitation.revokedAt) return;
    const { invitation, account, inviter, locale } = found;
    const t = translator(locale);
    await post.post({ onceKey: event.id, to: invitation.email, personal: true }, (write) => {
      const code = auth.codes.issue(write, {
        kind: 'invitation',
        subjectId: invitation.id,
        email: invitation.email,
      });
      return {
        subject: t('mail.invitation.subject', { account }),
        paragraphs: [t('mail.invitation.text', { inviter, account }), t('mail.invitation.expiry')],
        action: { label: t('mail.invitation.action'), url: `${config.url}/join?code=${code}` },
        footer: t('mail.invitation.footer'),
      };
    });
  };

/** Mails to a person whose link works once: which code it carries and where it leads. */
const LINKS = {
  reset: { kind: 'reset', path: '/reset/new' },
  sign_in_link: { kind: 'sign_in', path: '/login/link' },
  email_proof: { kind: 'email', path: '/profile/email' },
} as const;

const withLink =
  ({ config, auth }: Backstage, mail: keyof typeof LINKS, { id, name, locale }: Person, email: string) =>
  (write: Write) => {
    const { kind, path } = LINKS[mail];
    const t = translator(locale);
    const code = auth.codes.issue(write, { kind, subjectId: id, email });
    return {
      subject: t(`mail.${mail}.subject`),
      paragraphs: [t(`mail.${mail}.text`, { name }), t(`mail.${mail}.expiry`)],
      action: { label: t(`mail.${mail}.action`), url: `${config.url}${path}?code=${code}` },
      footer: t(`mail.${mail}.footer`),
    };
  };

/** The link goes to the address of the person and to no other. */
const mailLink =
  (mail: 'reset' | 'sign_in_link') =>
  (backstage: Backstage): Handler =>
  async (event) => {
    const person = await backstage.auth.directory.byId(event.subjectId);
    if (!person) return;
    const { email: to } = person;
    await backstage.post.post(
      { onceKey: event.id, to, personal: true },
      withLink(backstage, mail, person, to),
    );
  };

export const mailReset = mailLink('reset');
export const mailSignInLink = mailLink('sign_in_link');

/** Was this you? */
export const mailNewDevice =
  ({ base, config, auth, post }: Backstage): Handler =>
  async (event) => {
    const person = await auth.directory.byId(event.subjectId);
    if (!person) return;
    const t = translator(person.locale);
    const seen = await recorded(base, event.id);
    const at = new Intl.DateTimeFormat(formatLocales[person.locale], {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: person.zone,
    });
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('mail.new_device.subject'),
      paragraphs: [
        t('mail.new_device.text', { name: person.name, when: at.format(event.at) }),
        t('mail.new_device.what', {
          device: String(seen.get('device')?.after || t('mail.new_device.unknown')),
          network: String(seen.get('network')?.after || t('mail.new_device.unknown')),
        }),
        t('mail.new_device.then'),
      ],
      action: { label: t('mail.new_device.action'), url: `${config.url}/profile/security` },
    }));
  };

/** To the new address; only the link in it changes anything. To one that is somebody's already goes nothing. */
export const mailEmailProof =
  (backstage: Backstage): Handler =>
  async (event) => {
    const { base, auth, post } = backstage;
    const person = await auth.directory.byId(event.subjectId);
    const { after: email } = (await recorded(base, event.id)).get('email') ?? {};
    if (!person || typeof email !== 'string' || (await auth.directory.byEmail(email))) return;
    await post.post(
      { onceKey: event.id, to: email, personal: true },
      withLink(backstage, 'email_proof', person, email),
    );
  };

/** To the old address, which may still be its owner's. */
export const mailEmailChanged =
  ({ base, auth, post }: Backstage): Handler =>
  async (event) => {
    const person = await auth.directory.byId(event.subjectId);
    const { before } = (await recorded(base, event.id)).get('email') ?? {};
    if (!person || typeof before !== 'string') return;
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: before }, () => ({
      subject: t('mail.email_changed.subject'),
      paragraphs: [t('mail.email_changed.text', { name: person.name }), t('mail.email_changed.then')],
    }));
  };

export const mailFactorsChanged =
  ({ config, auth, post }: Backstage): Handler =>
  async (event) => {
    const person = await auth.directory.byId(event.subjectId);
    if (!person) return;
    const t = translator(person.locale);
    const what = `profile.change.${String(event.data['change'])}`;
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('mail.factors_changed.subject'),
      paragraphs: [
        t('mail.factors_changed.text', { name: person.name, what: isKey(what) ? t(what) : '' }),
        t('mail.factors_changed.then'),
      ],
      action: { label: t('mail.factors_changed.action'), url: `${config.url}/profile/security` },
    }));
  };

async function recorded({ db }: Backstage['base'], eventId: string) {
  const values = await db.reader.select().from(eventValues).where(eq(eventValues.eventId, eventId));
  return new Map(values.map((value) => [value.field, value]));
}

export const mailPasswordChanged =
  ({ config, auth, post }: Backstage): Handler =>
  async (event) => {
    const person = await auth.directory.byId(event.subjectId);
    if (!person) return;
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('mail.password_changed.subject'),
      paragraphs: [t('mail.password_changed.text', { name: person.name })],
      action: { label: t('mail.password_changed.action'), url: `${config.url}/reset` },
    }));
  };
