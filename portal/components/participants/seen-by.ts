import { listParticipants } from '#api/participants/service.ts';
import { shownName } from '#api/privacy/placeholder.ts';
import type { RequestDetail } from '#api/requests/service.ts';

/** Who else will read what is written, as far as the writer may know: whoever takes part and has come already. */
export async function partNames(
  { scope, t }: Pick<App.Locals, 'scope' | 't'>,
  request: RequestDetail,
): Promise<string[]> {
  const parts = await listParticipants(scope, request);
  const hidden = parts.some(({ name, isInvited }) => !name && !isInvited);
  const named = parts.flatMap(({ name, isMe }) => (name && !isMe ? [shownName(t, name)] : []));
  return [...named, ...(hidden ? [t('participants.somebody')] : [])];
}
