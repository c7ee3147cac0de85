import { eq } from 'drizzle-orm';

import type { Backstage } from '#api/handlers.ts';
import { translator } from '#api/i18n/index.ts';
import type { Handler } from '#api/jobs/worker.ts';
import { accounts } from '#db/schema/accounts.ts';
import { invitations, people } from '#db/schema/people.ts';

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

export const mailReset =
  ({ base, config, auth, post }: Backstage): Handler =>
  async (event) => {
    const [person] = await base.db.reader.select().from(people).where(eq(people.id, event.subjectId));
    if (!person) return;
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: person.email, personal: true }, (write) => {
      const code = auth.codes.issue(write, { kind: 'reset', subjectId: person.id, email: person.email });
      return {
        subject: t('mail.reset.subject'),
        paragraphs: [t('mail.reset.text', { name: person.name }), t('mail.reset.expiry')],
        action: { label: t('mail.reset.action'), url: `${config.url}/reset/new?code=${code}` },
        footer: t('mail.reset.footer'),
      };
    });
  };

export const mailPasswordChanged =
  ({ base, config, post }: Backstage): Handler =>
  async (event) => {
    const [person] = await base.db.reader.select().from(people).where(eq(people.id, event.subjectId));
    if (!person) return;
    const t = translator(person.locale);
    await post.post({ onceKey: event.id, to: person.email }, () => ({
      subject: t('mail.password_changed.subject'),
      paragraphs: [t('mail.password_changed.text', { name: person.name })],
      action: { label: t('mail.password_changed.action'), url: `${config.url}/reset` },
    }));
  };
