import { parse } from '#api/core/parse.ts';
import { TypeInput } from '#api/request-types/schemas.ts';
import { changeType, findType } from '#api/request-types/service.ts';
import { publicDesign } from '#api/request-types/view.ts';
import type { RequestType, Template } from '#db/schema/request-types.ts';
import { formOf, submit } from '../../form.ts';
import { answersIn, asShown, beginning } from '../requests/forms/asking.ts';
import { inputOf } from './saving.ts';
import { given, keyFrom, Sent, textOf, wordsFrom, wordsInto, type Page } from './sent.ts';

const Templates = TypeInput.pick({ templates: true });

function templatesWith(type: RequestType, sent: Sent, before: Template | undefined) {
  const taken = type.templates.map(({ key }) => key);
  const template = {
    key: before?.key ?? keyFrom(textOf(sent, 'name.en'), taken, 'template'),
    name: wordsFrom(sent, 'name'),
    subject: textOf(sent, 'subject'),
    body: textOf(sent, 'body'),
    fields: given(answersIn(publicDesign(type.draft), sent)),
  };
  const rest = before
    ? type.templates.map((one) => (one.key === template.key ? template : one))
    : [...type.templates, template];
  return parse(Templates, { templates: rest });
}

/** The form as a customer sees it; what is filled in can be kept as a beginning. */
export async function preview(page: Page, id: string) {
  const { scope } = page.locals;
  const type = await findType(scope, id);
  const design = publicDesign(type.draft);
  const template = type.templates.find(({ key }) => key === page.url.searchParams.get('template'));
  const posted = page.request.method === 'POST' ? await formOf(page.request) : undefined;
  const begun = beginning({ ...type, formId: '', design }, design, page.url.searchParams);
  const { form, result, error } = await submit(
    page,
    Sent,
    (sent) => changeType(scope, id, sent.version, inputOf(type, templatesWith(type, sent, template))),
    {
      initial: { ...begun, ...wordsInto('name', template?.name) },
      ...(posted?.has('continue') ? { action: 'continue' } : {}),
    },
  );
  return { type, design, template, form: asShown(design, form, posted), kept: result !== undefined, error };
}
