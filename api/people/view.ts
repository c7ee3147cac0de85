import type { Invitation } from '#db/schema/people.ts';

export const viewInvitation = ({ id, accountId, roleId, email, createdAt }: Invitation) => ({
  id,
  accountId,
  roleId,
  email,
  createdAt,
});
