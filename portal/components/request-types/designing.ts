import { invalid } from '#api/core/errors.ts';
import type { Scope } from '#api/core/scope.ts';
import { fieldsOf, namedIn } from '#api/request-types/conditions.ts';
import { changeType, findType, publishType, withdrawType } from '#api/request-types/service.ts';
import type { Design, Field, RequestType, Words } from '#db/schema/request-types.ts';
import { submit } from '../../form.ts';
import { withFieldMoved, withSectionMoved } from './drafting.ts';
import { changeDraft, inputOf } from './saving.ts';
import { Sent, textOf, type Page } from './sent.ts';

type Act = (scope: Scope, type: RequestType, sent: Sent) => Promise<RequestType>;

const moving =
  (move: typeof withFieldMoved, by: 1 | -1): Act =>
  (scope, type, sent) =>
    changeDraft(scope, type, sent.version, move(type.draft, textOf(sent, 'key'), by));

/** What can be done to a form as a whole, by the word of the button. */
const ACTS: Record<string, Act> = {
  'field-up': moving(withFieldMoved, -1),
  'field-down': moving(withFieldMoved, 1),
  'section-up': moving(withSectionMoved, -1),
  'section-down': moving(withSectionMoved, 1),
  publish: (scope, { id }, sent) => publishType(scope, id, sent.version),
  withdraw: (scope, { id }, sent) => withdrawType(scope, id, sent.version),
  'drop-template': (scope, type, sent) => {
    const templates = type.templates.filter(({ key }) => key !== textOf(sent, 'key'));
    return changeType(scope, type.id, sent.version, inputOf(type, { templates }));
  },
};

export async function design(page: Page, id: string) {
  const { scope } = page.locals;
  const before = await findType(scope, id);
  const { form, result, error } = await submit(page, Sent, (sent) => {
    const act = ACTS[textOf(sent, 'act')];
    if (!act) throw invalid({ form: 'invalid' });
    return act(scope, before, sent);
  });
  const act = form.values['act'] ?? '';
  const type = error ? await findType(scope, id) : (result ?? before);
  return { type, form, error, done: result && (act in DONE ? DONE[act as keyof typeof DONE] : 'moved') };
}

const DONE = { publish: 'published', withdraw: 'withdrawn', 'drop-template': 'template_dropped' } as const;

/** What asks for the answer to one of these questions, and would miss it. */
export function needing({ sections }: Design, keys: string[]): Words[] {
  const names = new Set(keys);
  const asks = ({ when, dependsOn }: Partial<Field>) =>
    [...(when ? namedIn(when) : []), ...(dependsOn ? [dependsOn] : [])].some((key) => names.has(key));
  return [
    ...sections.filter(asks).map(({ title }) => title),
    ...fieldsOf({ sections })
      .filter((field) => !names.has(field.key) && asks(field))
      .map(({ label }) => label),
  ];
}
