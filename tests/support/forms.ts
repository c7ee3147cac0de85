import type { RequestType } from '#db/schema/request-types.ts';
import type { Name, World } from './world.ts';

/** A fault report with everything that a form can do: a choice below a choice, a tree, conditions, a field of the house. */
export const fault = {
  name: { en: 'Report a fault', ru: 'Сообщить о неисправности' },
  intro: { en: 'An instrument does not do what it should.' },
  audience: 'customers',
  category: 'problem',
  templates: [{ key: 'dark', name: { en: 'Nothing on the display' }, subject: 'The display is dark' }],
  sections: [
    {
      key: 'device',
      title: { en: 'The instrument' },
      fields: [
        {
          key: 'family',
          kind: 'choice',
          label: { en: 'Family' },
          help: { en: 'It stands on the plate.' },
          required: true,
          options: [
            { key: 'flow', label: { en: 'Flow', ru: 'Расход' } },
            { key: 'level', label: { en: 'Level' } },
          ],
        },
        {
          key: 'model',
          kind: 'choice',
          label: { en: 'Model' },
          dependsOn: 'family',
          searchable: true,
          options: [
            { key: 'fm-40', label: { en: 'FM-40' }, under: ['flow'] },
            { key: 'nl-200', label: { en: 'NL-200' }, under: ['level'] },
            { key: 'other', label: { en: 'Another' } },
          ],
        },
        {
          key: 'which',
          kind: 'text',
          label: { en: 'Which one' },
          required: true,
          when: { field: 'model', is: 'other' },
        },
        {
          key: 'serial',
          kind: 'text',
          label: { en: 'Serial' },
          pattern: '@@-####',
          editors: 'everybody',
          searchable: true,
        },
        {
          key: 'reading',
          kind: 'number',
          label: { en: 'Reading' },
          min: 0,
          max: 500,
          editors: 'everybody',
        },
        {
          key: 'limit',
          kind: 'number',
          label: { en: 'Limit' },
          required: true,
          editors: 'everybody',
          when: { all: [{ field: 'reading', gt: 100 }, { not: { field: 'family', is: 'level' } }] },
        },
        { key: 'since', kind: 'date', label: { en: 'Since' } },
      ],
    },
    {
      key: 'inside',
      title: { en: 'For us' },
      fields: [
        { key: 'cause', kind: 'text', label: { en: 'Cause' }, readers: 'staff' },
        { key: 'fixed', kind: 'text', label: { en: 'Fixed in' }, editors: 'nobody' },
      ],
    },
  ],
};

type Type = { id: string; version: number } & RequestType;

/** A type that can be asked for. */
export async function offered(w: World, change: object = {}): Promise<Type> {
  const made = (await (await w.as('ada').post('/request-types', { ...fault, ...change })).json()) as Type;
  const answer = await w
    .as('ada')
    .put(`/request-types/${made.id}/publication`, undefined, version(made.version));
  return (await answer.json()) as Type;
}

export const version = (n: number) => ({ 'If-Match': `"${n}"` });

export const words = { subject: 'It shows nothing', body: 'Since the storm.' };

type Asked = {
  id: string;
  version: number;
  category: string;
  priority: string;
  type: { id: string } | null;
  fields: Record<string, string | number>;
};

export async function askBy(w: World, name: Name, typeId: string, fields: object): Promise<Asked> {
  const response = await w.as(name).post('/requests', { ...words, typeId, fields });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Asked;
}
