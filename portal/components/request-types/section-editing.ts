import { notFound } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import { SectionInput } from '#api/request-types/schemas.ts';
import { findType } from '#api/request-types/service.ts';
import type { Design, RequestType } from '#db/schema/request-types.ts';
import { submit } from '../../form.ts';
import { withoutSection, withSection } from './drafting.ts';
import { circleWords, editing } from './editing.ts';
import { conditionIn } from './rules.ts';
import { ruleInto } from './rule-form.ts';
import { changeDraft, placeOfSection, saveDraft, type Step } from './saving.ts';
import { given, keyFrom, Sent, wordsFrom, wordsInto, textOf, type Page } from './sent.ts';

const inDraft = (draft: Design, key: string | undefined) =>
  draft.sections.find((section) => section.key === key);

/** The form of a section; without a key, of a new one. */
export async function editSection(page: Page, id: string) {
  const { scope, locale } = page.locals;
  const key = page.url.searchParams.get('key') ?? undefined;
  const found = await findType(scope, id);
  if (key && !inDraft(found.draft, key)) throw notFound('request_types');
  let tried: Design | undefined;
  const edited = await editing(page, {
    find: () => findType(scope, id),
    asForm: ({ draft }) => {
      const section = inDraft(draft, key);
      return { ...wordsInto('title', section?.title), ...ruleInto(draft, section?.when, locale) };
    },
    save: (sent, type) => {
      const step = saving(type, sent, key);
      return saveDraft(scope, type, { ...step, change: () => (tried = step.change()) });
    },
    action: 'save',
  });
  const removed = await submit(
    page,
    Sent,
    (sent) => changeDraft(scope, found, sent.version, withoutSection(found.draft, key ?? '')),
    { action: 'remove' },
  );
  const circle = tried && circleWords(tried, locale);
  return { ...edited, removed, circle, section: inDraft(edited.type.draft, key) };
}

function saving(type: RequestType, sent: Sent, key: string | undefined): Step {
  const before = inDraft(type.draft, key);
  const taken = type.draft.sections.map((section) => section.key);
  const own = before?.key ?? keyFrom(textOf(sent, 'title.en'), taken, 'section');
  return {
    version: sent.version,
    change: () => {
      const { fields: _, ...section } = parse(
        SectionInput,
        given({
          key: own,
          title: wordsFrom(sent, 'title'),
          when: conditionIn(sent, type.draft, before?.when),
        }),
      );
      return withSection(type.draft, section);
    },
    place: (draft) => placeOfSection(draft, own),
    blamed: 'when',
  };
}
