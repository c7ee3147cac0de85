import { eq } from 'drizzle-orm';
import type { Session } from 'lucia';

import { isMember } from '#api/core/actor.ts';
import { allow, conflict } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { renderMarkdown } from '#api/articles/markdown.ts';
import type { AcceptTerms, Terms } from '#api/settings/schemas.ts';
import { joiningOf } from '#api/settings/service.ts';
import type { Locale } from '#db/enums.ts';
import { people } from '#db/schema/people.ts';

export const currentTerms = async (scope: Scope): Promise<Terms | null> => (await joiningOf(scope)).terms;

/** As a page shows them: in the language of the reader, or in English. */
export const termsIn = ({ texts }: Terms, locale: Locale): string =>
  renderMarkdown(texts[locale] ?? texts.en ?? '').html;

/** Whether somebody must accept the terms before anything else. Whoever was in when they came is not interrupted. */
export async function owesTerms(scope: Scope, session: Pick<Session, 'createdAt'>): Promise<boolean> {
  const { actor } = scope;
  // Whoever looks through somebody's eyes accepts nothing in his place.
  if (!isMember(actor) || actor.viewerId) return false;
  const terms = await currentTerms(scope);
  if (!terms || session.createdAt < new Date(terms.since)) return false;
  const [person] = await scope
    .asSystem('terms')
    .pick(people, { accepted: people.termsVersion }, eq(people.id, actor.personId));
  return person?.accepted !== terms.version;
}

/** @throws 403 for a program, 409 `terms.changed` when others were on the screen */
export async function acceptTerms(scope: Scope, { version }: AcceptTerms): Promise<void> {
  const { actor } = scope;
  allow(isMember(actor) && !actor.tokenId);
  const { personId: id, accountId } = actor;
  const terms = await currentTerms(scope);
  if (terms?.version !== version) throw conflict('terms.changed');
  await scope.asSystem('terms').write((write) => {
    write.mark(people, eq(people.id, id), accepted(version));
    write.record('person.terms_accepted', { id, accountId }, { data: { version } });
  });
}

/** What stays with the person. */
export const accepted = (version: string) => ({ termsVersion: version, termsAcceptedAt: new Date() });
