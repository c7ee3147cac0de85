import { isStaff } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { locales, type FieldKind } from '#db/enums.ts';
import type { Field, Words } from '#db/schema/request-types.ts';
import { fieldsOf } from './conditions.ts';
import { answersOf } from './filling.ts';
import { answerText } from './wording.ts';

/** An answer that was put right, in words; null stands for none. */
export type AnswerChange = {
  key: string;
  kind: FieldKind;
  label: Words;
  before: Words | null;
  after: Words | null;
};

const PREFIX = 'field.';

/** What was changed in the answers of a request by each of these events, as far as the actor may read it. */
export async function answerChanges(
  scope: Scope,
  request: { id: string; formId?: string | null },
  eventIds: string[],
): Promise<Map<string, AnswerChange[]>> {
  if (!request.formId || !eventIds.length) return new Map();
  const [values, filled] = await Promise.all([
    scope.eventValues(eventIds, isStaff(scope.actor) ? ['staff', 'account'] : ['account']),
    answersOf(scope, { id: request.id, formId: request.formId }),
  ]);
  const fields = new Map(fieldsOf(filled?.design ?? { sections: [] }).map((field) => [field.key, field]));
  const changes = values.flatMap(({ eventId, field: name, before, after }): [string, AnswerChange][] => {
    const field = name.startsWith(PREFIX) ? fields.get(name.slice(PREFIX.length)) : undefined;
    if (!field) return [];
    const { key, kind, label } = field;
    return [[eventId, { key, kind, label, before: inWords(field, before), after: inWords(field, after) }]];
  });
  const found = Map.groupBy(changes, ([eventId]) => eventId);
  return new Map([...found].map(([eventId, pairs]) => [eventId, pairs.map(([, change]) => change)]));
}

const inWords = (field: Field, value: unknown): Words | null =>
  typeof value === 'string' || typeof value === 'number'
    ? Object.fromEntries(locales.map((locale) => [locale, answerText(field, value, locale)]))
    : null;
