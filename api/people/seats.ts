import { isMember } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { seatById, type Seated } from './queries.ts';

/** The actor's own place in the account for which it acts now, whatever its role lets it read. */
export const ownSeat = async (scope: Scope): Promise<Seated | undefined> =>
  isMember(scope.actor) ? seatById(scope.asSystem('own-seat'), scope.actor.membershipId) : undefined;
