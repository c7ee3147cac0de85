import { keyset, type Page, type Paging } from '#api/core/paging.ts';
import type { Scope } from '#api/core/scope.ts';
import { mails, type Mail } from '#db/schema/mails.ts';

export const findMail = (scope: Scope, id: string): Promise<Mail> => scope.find(mails, id);

/** Every mail that went out or waits, newest first. */
export async function listMails(scope: Scope, paging: Paging): Promise<Page<Mail>> {
  const keys = keyset({ column: mails.createdAt, id: mails.id, direction: 'desc' }, paging);
  const rows = await scope
    .select(mails, keys.where)
    .orderBy(...keys.orderBy)
    .limit(keys.limit);
  return keys.page(rows, ({ createdAt, id }) => [createdAt, id]);
}

export const countMails = (scope: Scope): Promise<number> => scope.count(mails);
