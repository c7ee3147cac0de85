import { z } from 'zod';

import { fieldsOf, settle, withoutStale } from '#api/request-types/conditions.ts';
import { defaultsOf } from '#api/request-types/filling.ts';
import type { OpenType } from '#api/request-types/service.ts';
import { SubmitRequest } from '#api/requests/schemas.ts';
import type { Design } from '#db/schema/request-types.ts';
import type { Form } from '../../../form.ts';

export const nameOf = (key: string): string => `fields.${key}`;

/** What came with a form, by the keys of its fields; what hangs on another choice by now is left out. */
export function answersIn(design: Design, sent: Record<string, unknown>): Record<string, string> {
  const under = (prefix: string) =>
    Object.fromEntries(
      fieldsOf(design).flatMap(({ key }) => {
        const value = sent[`${prefix}${key}`];
        return typeof value === 'string' ? [[key, value]] : [];
      }),
    );
  return withoutStale(design, under('was.'), under('fields.')) as Record<string, string>;
}

/** A request as a page sends it: the answers by the names of their fields. */
export const asking = (typeId: string, design: Design) =>
  z.preprocess(
    (sent: Record<string, unknown>) => ({ ...sent, typeId, fields: answersIn(design, sent) }),
    SubmitRequest,
  );

/** What stands in the form before anybody has typed: the link counts most, then the template, then the design. */
export function beginning(type: OpenType, design: Design, params: URLSearchParams): Record<string, string> {
  const template = type.templates.find(({ key }) => key === params.get('template'));
  const known = new Set(fieldsOf(design).map(({ key }) => key));
  const linked = [...params].flatMap(([name, value]) =>
    name.startsWith('field.') && known.has(name.slice(6)) ? [[name.slice(6), value] as const] : [],
  );
  const answers = { ...defaultsOf(design), ...template?.fields, ...Object.fromEntries(linked) };
  return {
    subject: params.get('subject') ?? template?.subject ?? '',
    body: params.get('body') ?? template?.body ?? '',
    impact: 'some',
    urgency: 'soon',
    ...Object.fromEntries(Object.entries(answers).map(([key, value]) => [nameOf(key), String(value)])),
  };
}

/** The form as it is shown next: what was posted last, and only what is asked now. */
export function asShown(design: Design, form: Form, posted: FormData | undefined): Form {
  const sent = posted
    ? Object.fromEntries([...posted].map(([name, value]) => [name, String(value)]))
    : form.values;
  const { values } = settle(design, { ...(posted ? defaultsOf(design) : {}), ...answersIn(design, sent) });
  const answers = Object.entries(values).map(([key, value]) => [nameOf(key), String(value)]);
  const rest = Object.entries(sent).filter(([name]) => !/^(fields|was)\./.test(name));
  return { errors: form.errors, values: Object.fromEntries([...rest, ...answers]) };
}
