import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';

import { isStaff } from '#api/core/actor.ts';
import { conflict, forbidden, notFound } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { RequestLinkKind, RequestStatus } from '#db/enums.ts';
import { requestLinks, type RequestLink } from '#db/schema/request-links.ts';
import { requests } from '#db/schema/requests.ts';
import { named } from './merging.ts';
import { reference } from './reference.ts';
import type { LinkRequest } from './schemas.ts';
import { roleOn } from './standing.ts';
import { publicStatus } from './status.ts';

const MOST = 50;

export type LinkWord = RequestLinkKind | 'followed' | 'split_off' | 'merged';
export type Linked = {
  /** Empty for what was put together with it. */
  linkId: string | null;
  id: string;
  reference: string;
  subject: string;
  status: RequestStatus;
  word: LinkWord;
};

const REVERSED: Record<RequestLinkKind, LinkWord> = {
  related: 'related',
  follows: 'followed',
  split: 'split_off',
};

/** What a request has to do with others, as far as the reader reaches those. */
export async function linkedWith(scope: Scope, { id }: { id: string }): Promise<Linked[]> {
  const links = await scope
    .select(requestLinks, or(eq(requestLinks.fromId, id), eq(requestLinks.toId, id)))
    .limit(MOST);
  const others = links.map(({ fromId, toId }) => (fromId === id ? toId : fromId));
  const merged = eq(requests.mergedIntoId, id);
  const wanted = others.length ? or(inArray(requests.id, others), merged) : merged;
  const { number, subject, status } = requests;
  const rows = await scope.pick(requests, { id: requests.id, number, subject, status }, wanted).limit(MOST);
  return rows.map(({ number: own, ...row }) => {
    const link = links.find(({ fromId, toId }) => fromId === row.id || toId === row.id);
    return {
      ...row,
      status: isStaff(scope.actor) ? row.status : publicStatus(row.status),
      reference: reference({ number: own }),
      linkId: link?.id ?? null,
      word: !link ? 'merged' : link.fromId === id ? link.kind : REVERSED[link.kind],
    };
  });
}

/** @returns the link @throws 403, 404, 409 where they are linked already, 422 for one that is not there, or itself */
export async function linkRequest(
  scope: Scope,
  id: string,
  { to, kind }: LinkRequest,
): Promise<Pick<RequestLink, 'id'>> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  const other = await named(scope, 'to', to);
  if (other.id === id) throw conflict('requests.linked_already');
  const pair = or(
    and(eq(requestLinks.fromId, id), eq(requestLinks.toId, other.id)),
    and(eq(requestLinks.fromId, other.id), eq(requestLinks.toId, id)),
  );
  const known = new QueryBuilder()
    .select({ one: sql`1` })
    .from(requestLinks)
    .where(pair);
  return scope.write((write) => {
    write.require(sql`not exists ${known}`, conflict('requests.linked_already'));
    const link = write.insert(requestLinks, { fromId: id, toId: other.id, kind });
    write.record('request.linked', request, { audience: 'staff', data: { to: other.id } });
    return link;
  });
}

/** A link that anybody can make again; what a request was split off from stays. @throws 403, 404 */
export async function unlinkRequest(scope: Scope, id: string, linkId: string): Promise<void> {
  const request = await scope.find(requests, id);
  if ((await roleOn(scope, request)) !== 'agent') throw forbidden();
  const link = await scope.find(requestLinks, linkId);
  if (![link.fromId, link.toId].includes(id) || link.kind === 'split') throw notFound('request_links');
  await scope.write((write) => {
    write.remove(requestLinks, eq(requestLinks.id, linkId));
    write.requireOne(notFound('request_links'));
    const other = link.fromId === id ? link.toId : link.fromId;
    write.record('request.unlinked', request, { audience: 'staff', data: { to: other } });
  });
}
