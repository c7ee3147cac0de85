import { invalid, notFound } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import { fieldsOf } from '#api/request-types/conditions.ts';
import { FieldInput } from '#api/request-types/schemas.ts';
import { findType } from '#api/request-types/service.ts';
import { answerText } from '#api/request-types/wording.ts';
import type { FieldKind, Locale } from '#db/enums.ts';
import type { Design, Field, RequestType } from '#db/schema/request-types.ts';
import { submit } from '../../form.ts';
import { withField, withoutField } from './drafting.ts';
import { circleWords, editing } from './editing.ts';
import { readOptions, writeOptions } from './options.ts';
import { conditionIn, valueOf } from './rules.ts';
import { ruleInto } from './rule-form.ts';
import { changeDraft, placeOfField, saveDraft, type Step } from './saving.ts';
import {
  given,
  keyFrom,
  numberOf,
  Sent,
  someWordsFrom,
  textOf,
  wordsFrom,
  wordsInto,
  type Page,
} from './sent.ts';

const inDraft = (draft: Design, key: string | undefined) =>
  fieldsOf(draft).find((field) => field.key === key);

/** What only some kinds of questions have a use for; of the others it is let go. */
const KINDS: Record<string, readonly FieldKind[]> = {
  options: ['choice', 'tree'],
  dependsOn: ['choice'],
  min: ['number'],
  max: ['number', 'text', 'long_text'],
  pattern: ['text'],
};

function ofKind(kind: string, sent: Sent): Record<string, unknown> {
  const options = readOptions(kind, String(sent['options'] ?? ''));
  const parts: Record<string, unknown> = {
    options: options.length ? options : undefined,
    dependsOn: textOf(sent, 'dependsOn'),
    min: numberOf(sent, 'min'),
    max: numberOf(sent, 'max'),
    pattern: textOf(sent, 'pattern'),
  };
  return Object.fromEntries(
    Object.entries(parts).filter(([part]) => KINDS[part]?.some((one) => one === kind)),
  );
}

function fieldIn(sent: Sent, draft: Design, before: Field | undefined): Field {
  const kind = textOf(sent, 'kind');
  const taken = fieldsOf(draft).map(({ key }) => key);
  const field = parse(
    FieldInput,
    given({
      key: before?.key ?? keyFrom(textOf(sent, 'label.en'), taken, 'question'),
      kind,
      label: wordsFrom(sent, 'label'),
      help: someWordsFrom(sent, 'help'),
      required: textOf(sent, 'required') === 'on',
      readers: textOf(sent, 'readers'),
      editors: textOf(sent, 'editors'),
      searchable: textOf(sent, 'searchable') === 'on',
      when: conditionIn(sent, draft, before?.when),
      ...ofKind(kind, sent),
    }),
  );
  const begins = textOf(sent, 'default');
  return begins ? { ...field, default: valueOf(field, begins) } : field;
}

const NEW: Field = {
  key: '',
  kind: 'text',
  label: {},
  required: false,
  readers: 'everybody',
  editors: 'staff',
  searchable: false,
};

const written = (value: unknown) => (value === undefined ? '' : String(value));
const checked = (is: boolean) => (is ? 'on' : '');

function asForm(
  { draft }: RequestType,
  field: Field = NEW,
  { section, locale }: { section: string; locale: Locale },
): Record<string, string> {
  const own = draft.sections.find(({ fields }) => fields.some(({ key }) => key === field.key));
  const { default: begins } = field;
  return {
    section: own?.key ?? section,
    kind: field.kind,
    ...wordsInto('label', field.label),
    ...wordsInto('help', field.help),
    required: checked(field.required),
    readers: field.readers,
    editors: field.editors,
    searchable: checked(field.searchable),
    default: begins === undefined ? '' : answerText({ ...field, kind: shown(field) }, begins, locale),
    options: writeOptions(field.kind, field.options),
    dependsOn: written(field.dependsOn),
    min: written(field.min),
    max: written(field.max),
    pattern: written(field.pattern),
    ...ruleInto(draft, field.when, locale),
  };
}

/** The names above an option of a tree are not written with it. */
const shown = ({ kind }: Field) => (kind === 'tree' ? 'choice' : kind);

/** The form of a question; without a key, of a new one. */
export async function editField(page: Page, id: string) {
  const { scope, locale } = page.locals;
  const key = page.url.searchParams.get('key') ?? undefined;
  const section = page.url.searchParams.get('section') ?? '';
  const found = await findType(scope, id);
  if (!(key ? inDraft(found.draft, key) : found.draft.sections.some((one) => one.key === section)))
    throw notFound('request_types');
  let tried: Design | undefined;
  const edited = await editing(page, {
    find: () => findType(scope, id),
    asForm: (type) => asForm(type, inDraft(type.draft, key), { section, locale }),
    save: (sent, type) => {
      const step = saving(type, sent, key);
      return saveDraft(scope, type, { ...step, change: () => (tried = step.change()) });
    },
    action: 'save',
  });
  const removed = await submit(
    page,
    Sent,
    (sent) => changeDraft(scope, found, sent.version, withoutField(found.draft, key ?? '')),
    { action: 'remove' },
  );
  const circle = tried && circleWords(tried, locale);
  return { ...edited, removed, circle, field: inDraft(edited.type.draft, key) };
}

function saving(type: RequestType, sent: Sent, key: string | undefined): Step {
  let saved = key ?? '';
  return {
    version: sent.version,
    change: () => {
      const section = textOf(sent, 'section');
      if (!type.draft.sections.some((one) => one.key === section))
        throw invalid({ section: 'invalid_value' });
      const field = fieldIn(sent, type.draft, inDraft(type.draft, key));
      saved = field.key;
      return withField(type.draft, section, field);
    },
    place: (draft) => placeOfField(draft, saved),
    blamed: 'kind',
  };
}
