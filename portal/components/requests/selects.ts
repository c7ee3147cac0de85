import type { Translate } from '#api/i18n/index.ts';
import type { Agent } from '#api/requests/service.ts';
import { RequestFilter, SubmitRequest } from '#api/requests/schemas.ts';
import { labelOf } from '#api/requests/status.ts';

type Select = {
  name: string;
  label: string;
  value: string | undefined;
  options: { value: string; text: string }[];
};

const { category, priority } = SubmitRequest.shape;
export const categories = category.unwrap().options;
export const priorities = priority.unwrap().options;
const statuses = RequestFilter.shape.status.unwrap().options;
const assignees = ['me', 'nobody'] as const;
export const channels = RequestFilter.shape.channel.unwrap().options;

const among = <V extends string>(values: readonly V[], any: string, text: (value: V) => string) => [
  { value: '', text: any },
  ...values.map((value) => ({ value, text: text(value) })),
];

/** What a list can be narrowed by. Staff narrow by more: `agents` are those who answer. */
export function selectsFor(t: Translate, filter: RequestFilter, agents?: Agent[]): Select[] {
  const ofCategory = {
    name: 'category',
    label: t('requests.category'),
    value: filter.category,
    options: among(categories, t('requests.category_any'), (one) => t(`requests.category.${one}`)),
  };
  if (!agents) return [ofCategory];
  return [
    {
      name: 'assignee',
      label: t('requests.assignee'),
      value: filter.assignee,
      options: [
        ...among(assignees, t('requests.assignee_any'), (one) => t(`requests.assignee_${one}`)),
        ...agents.map(({ id, name }) => ({ value: id, text: name })),
      ],
    },
    {
      name: 'status',
      label: t('requests.status'),
      value: filter.status,
      options: among(statuses, t('requests.status_any'), (one) => t(labelOf(one, 'agent'))),
    },
    {
      name: 'priority',
      label: t('requests.priority'),
      value: filter.priority,
      options: among(priorities, t('requests.priority_any'), (one) => t(`requests.priority.${one}`)),
    },
    ofCategory,
  ];
}

export const sortFor = (t: Translate, filter: RequestFilter): Select => ({
  name: 'sort',
  label: t('shell.sort'),
  value: filter.sort,
  options: [
    { value: 'due', text: t('requests.sort_due') },
    { value: 'moved', text: t('requests.sort_moved') },
  ],
});
