import { conflict, forbidden, notFound } from '#api/core/errors.ts';
import { version } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { changeableIn, changeAnswers, type Changeable } from '#api/request-types/answering.ts';
import { fieldsOf, settle, withoutStale } from '#api/request-types/conditions.ts';
import { answerText, wordsIn } from '#api/request-types/wording.ts';
import { findRequest, roleOn } from '#api/requests/service.ts';
import type { Locale } from '#db/enums.ts';
import type { Field, Value, Values } from '#db/schema/request-types.ts';
import { z } from 'zod';
import { formOf, submit, type Form } from '../../../form.ts';
import { nameOf } from './asking.ts';

type Page = Parameters<typeof submit>[0];

const Sent = z.looseObject({ version });

/** What was sent of the questions that the reader may answer. */
const answersIn = ({ open }: Changeable, sent: Record<string, unknown>) =>
  Object.fromEntries(
    [...open].flatMap((key) => {
      const value = sent[nameOf(key)];
      return typeof value === 'string' ? [[key, value]] : [];
    }),
  );

const asForm = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [nameOf(key), String(value)]));

/** The page on which the answers of a request are changed. @throws 403, 404, 409 where there is nothing to change */
export async function editAnswers(page: Page, id: string) {
  const { scope, locale } = page.locals;
  const { request, before } = await findChangeable(scope, id);
  const posted = page.request.method === 'POST' ? await formOf(page.request) : undefined;
  const { form, result, error } = await submit(
    page,
    Sent,
    async (sent) => {
      await changeAnswers(scope, id, sent.version, answersIn(before, sent));
      return true;
    },
    {
      initial: { ...asForm(before.values), version: request.version },
      ...(posted?.has('continue') ? { action: 'continue' } : {}),
    },
  );
  const values = posted ? typedIn(before, posted) : before.values;
  const stale = error?.status === 412;
  const shown: Form = {
    values: { ...asForm(values), version: stale ? String(request.version) : (form.values['version'] ?? '') },
    errors: stale ? {} : form.errors,
  };
  const differences = stale ? differencesOf(before, values, locale) : undefined;
  return { request, ...before, form: shown, differences, error, changed: result === true };
}

async function findChangeable(scope: Scope, id: string) {
  const request = await findRequest(scope, id);
  if (!request.formId) throw notFound('request_types');
  const before = await changeableIn(scope, request);
  if (!before) throw (await roleOn(scope, request)) ? conflict('requests.not_now') : forbidden();
  return { request, before };
}

/** What is answered once what was typed counts, and asked in turn. */
function typedIn(before: Changeable, posted: FormData): Values {
  const typed = answersIn(before, Object.fromEntries(posted));
  const given = withoutStale(before.design, before.values, { ...before.values, ...typed });
  return settle(before.design, given).values;
}

/** What somebody has changed meanwhile, beside what was typed. */
function differencesOf({ design, values: now, open }: Changeable, typed: Values, locale: Locale) {
  const text = (field: Field, value: Value | undefined) =>
    value === undefined ? '' : answerText(field, value, locale);
  return fieldsOf(design)
    .filter(({ key }) => open.has(key) && now[key] !== typed[key])
    .map((field) => ({
      label: wordsIn(field.label, locale),
      now: text(field, now[field.key]),
      yours: text(field, typed[field.key]),
    }));
}
