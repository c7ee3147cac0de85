import type { Role } from '#db/schema/people.ts';
import type { SsoConnection } from '#db/schema/sso.ts';
import { meet, roleFor } from './admitting.ts';
import { reasons, SsoRefusal, type Reason } from './reasons.ts';
import type { Told } from './told.ts';
import type { Verdict } from './verdict.ts';

/** What a try has brought, and what would have happened to whom the provider means. */
export type Report = {
  /** The provider has said who it is, and he would be let in. */
  works: boolean;
  reason: Reason | undefined;
  told: Told | undefined;
  verdict: Verdict | undefined;
  role: Pick<Role, 'kind' | 'key' | 'name'> | undefined;
};

const nothing = { works: false, reason: undefined, told: undefined, verdict: undefined, role: undefined };

export async function report(
  room: Parameters<typeof meet>[0],
  connection: SsoConnection,
  heard: Told | Reason,
): Promise<Report> {
  if (typeof heard === 'string') return { ...nothing, reason: heard };
  const { verdict } = await meet(room, connection, heard);
  const refused = reasons.find((reason) => reason === verdict);
  if (refused) return { ...nothing, told: heard, verdict, reason: refused };
  try {
    const role = await roleFor(room.scope, connection, heard);
    return { works: true, told: heard, verdict, role, reason: undefined };
  } catch (error) {
    if (!(error instanceof SsoRefusal)) throw error;
    return { ...nothing, told: heard, verdict, reason: error.reason };
  }
}
