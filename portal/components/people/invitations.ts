import { InvitePerson, RevokeInvitation } from '#api/people/schemas.ts';
import { invitePerson, resendInvitation, revokeInvitation } from '#api/people/service.ts';
import { submit, type Form } from '../../form.ts';

type Page = Parameters<typeof submit>[0];
export type Inviting = { form: Form; refused: Form | undefined; done: string | undefined };

/** The forms about invitations, in the portal and at the desk, and what became of them. */
export async function actOnInvitations(page: Page): Promise<Inviting> {
  const { scope } = page.locals;
  const invited = await submit(page, InvitePerson, (input) => invitePerson(scope, input), {
    action: 'invite',
  });
  const revoked = await submit(
    page,
    RevokeInvitation,
    ({ id }) => revokeInvitation(scope, id).then(() => true),
    {
      action: 'revoke',
    },
  );
  const again = await submit(
    page,
    RevokeInvitation,
    ({ id }) => resendInvitation(scope, id).then(() => true),
    {
      action: 'resend',
    },
  );
  const done = [
    invited.result && 'people.done.invited',
    revoked.result && 'people.done.revoked',
    again.result && 'people.done.sent_again',
  ].find(Boolean);
  return {
    form: invited.form,
    refused: [revoked, again].find(({ error }) => error)?.form,
    done: done || undefined,
  };
}
