import { problemsOf } from '#api/request-types/checking.ts';
import { settle } from '#api/request-types/conditions.ts';
import { searchedIn } from '#api/request-types/filling.ts';
import { TypeInput } from '#api/request-types/schemas.ts';
import { withAnswers } from '#api/requests/search-text.ts';
import { newId } from '#db/ids.ts';
import { requestForms, requestTypes, type Design, type Values } from '#db/schema/request-types.ts';
import { requestStaffValues, requestValues } from '#db/schema/request-values.ts';
import { fault } from './content/request-types/fault.ts';
import { filled } from './content/request-types/filled.ts';
import { services } from './content/request-types/services.ts';
import type { Story } from './story.ts';

export type Forms = Map<string, { formId: string; design: Design }>;

/** What can be asked for by a form of its own. */
export function tellRequestTypes(story: Story): Forms {
  const forms: Forms = new Map();
  const createdAt = story.at({ daysAgo: 200, at: '09:00' });
  for (const type of [fault, ...services]) {
    const { sections, ...facts } = TypeInput.parse(type);
    const draft = { sections };
    const id = newId('rqt', createdAt.getTime());
    const stamps = { createdAt, updatedAt: createdAt };
    story.insert(requestTypes, [{ id, ...facts, draft, enabled: true, published: 1, ...stamps }]);
    const formId = newId('rqf', createdAt.getTime());
    story.insert(requestForms, [{ id: formId, typeId: id, number: 1, design: draft, createdAt }]);
    forms.set(type.name.en ?? '', { formId, design: draft });
  }
  return forms;
}

type Told = { id: string; subject: string; searchText: string };

/** What was filled in with a request, if it came by a form of its own. */
export function tellAnswers(story: Story, forms: Forms, { id, subject, searchText }: Told) {
  const told = filled[subject];
  if (!told) return { formId: null, searchText };
  const form = forms.get(told.by);
  if (!form) throw new Error(`There is no form "${told.by}"`);
  const settled = settle(form.design, { ...told.answers, ...told.inside });
  const wrong = problemsOf(form.design, settled);
  if (Object.keys(wrong).length) throw new Error(`Answers that cannot be: ${JSON.stringify(wrong)}`);
  const rows = (values: Values = {}) =>
    Object.entries(values).map(([key, value]) => ({ requestId: id, key, value }));
  story.insert(requestValues, rows(told.answers));
  story.insert(requestStaffValues, rows(told.inside));
  const searched = searchedIn(form.design, settled.values);
  return { formId: form.formId, searchText: withAnswers(searchText, searched) };
}
