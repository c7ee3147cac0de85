import { eq } from 'drizzle-orm';

import { isStaff } from '#api/core/actor.ts';
import { invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import type { Write } from '#api/core/write.ts';
import { locales } from '#db/enums.ts';
import {
  requestForms,
  requestTypes,
  type Design,
  type Field,
  type RequestType,
  type Value,
  type Values,
  type Words,
} from '#db/schema/request-types.ts';
import { requestStaffValues, requestValues } from '#db/schema/request-values.ts';
import { problemsOf } from './checking.ts';
import { fieldsOf, settle } from './conditions.ts';
import { openType } from './queries.ts';
import type { Answers } from './schemas.ts';
import { publicDesign } from './view.ts';
import { answerText } from './wording.ts';

export type Filled = {
  formId: string;
  category: RequestType['category'];
  values: Values;
  searched: string[];
};

/**
 * What somebody filled in, as it is kept.
 *
 * @throws 404 for a type that the actor cannot ask for, 422 with `fields.<key>` for each wrong answer
 */
export async function fillIn(scope: Scope, typeId: string, given: Answers): Promise<Filled> {
  const { formId, category, design } = await openType(scope, typeId);
  const asked = publicDesign(design);
  refuseUnknown(asked, given);
  const settled = settle(asked, { ...defaultsOf(asked), ...given });
  refuse(problemsOf(asked, settled));
  const { values } = settled;
  return { formId, category, values, searched: searchedIn(asked, values) };
}

/** What stands in the fields of a form before anybody has typed. */
export const defaultsOf = (design: Design): Values =>
  Object.fromEntries(
    fieldsOf(design).flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
  );

export function refuseUnknown(design: Design, given: Answers): void {
  const known = new Set(fieldsOf(design).map(({ key }) => key));
  const strays = Object.keys(given).filter((key) => !known.has(key));
  refuse(Object.fromEntries(strays.map((key) => [key, 'request_types.unknown_field'])));
}

export function refuse(problems: Record<string, string>): void {
  const entries = Object.entries(problems).map(([key, code]) => [`fields.${key}`, code]);
  if (entries.length) throw invalid(Object.fromEntries(entries));
}

export function writeAnswers(write: Write, { id: requestId }: { id: string }, values: Values): void {
  for (const [key, value] of Object.entries(values)) write.insert(requestValues, { requestId, key, value });
}

/** The texts that lists find a request by; what only the house may read is not among them. */
export const searchedIn = (design: Design, values: Values): string[] =>
  fieldsOf(design).flatMap((field) => {
    const value = values[field.key];
    if (!field.searchable || field.readers === 'staff' || value === undefined) return [];
    return [...new Set(locales.map((locale) => answerText(field, value, locale)))];
  });

/** What was asked and answered, as far as the actor may read it. */
export type Answered = {
  type: { id: string; name: Words };
  design: Design;
  values: Values;
  /** In the order of the form; what is not asked any more is left out. */
  answers: { section: Words; fields: { field: Field; value: Value }[] }[];
};

/** The caller has found the request in his own scope. */
export async function answersOf(
  scope: Scope,
  request: { id: string; formId: string | null },
): Promise<Answered | undefined> {
  if (!request.formId) return undefined;
  const [[form], values] = await Promise.all([
    scope
      .asSystem('read-answers')
      .pick(
        requestForms,
        { design: requestForms.design, id: requestTypes.id, name: requestTypes.name },
        eq(requestForms.id, request.formId),
      )
      .innerJoin(requestTypes, eq(requestTypes.id, requestForms.typeId)),
    valuesOf(scope, request),
  ]);
  if (!form) return undefined;
  const design = isStaff(scope.actor) ? form.design : publicDesign(form.design);
  const settled = settle(design, values);
  const answers = design.sections.map(({ title, fields }) => ({
    section: title,
    fields: fields.flatMap((field) => {
      const value = settled.values[field.key];
      return value === undefined ? [] : [{ field, value }];
    }),
  }));
  return {
    type: { id: form.id, name: form.name },
    design,
    values: settled.values,
    answers: answers.filter(({ fields }) => fields.length),
  };
}

async function valuesOf(scope: Scope, { id }: { id: string }): Promise<Values> {
  const [open, kept] = await Promise.all([
    scope.select(requestValues, eq(requestValues.requestId, id)),
    isStaff(scope.actor) ? scope.select(requestStaffValues, eq(requestStaffValues.requestId, id)) : [],
  ]);
  return Object.fromEntries([...open, ...kept].map(({ key, value }) => [key, value]));
}
