import type { Translate } from '#api/i18n/index.ts';
import type { Agent } from '#api/requests/service.ts';
import { labelOf } from '#api/requests/status.ts';
import type { MacroActions } from '#db/schema/macros.ts';

/** What a macro does, one thing after the other. */
export function actionWords(t: Translate, actions: MacroActions, agents: Agent[]): string[] {
  const { reply, choice, status, priority, assignee, tags } = actions;
  const whom =
    assignee === 'me' || assignee === 'nobody'
      ? t(`macros.${assignee}`)
      : agents.find(({ id }) => id === assignee)?.name;
  const facts = [
    reply && t(`requests.choice.${choice}`),
    status && t(labelOf(status, 'agent')),
    priority && `${t('requests.priority')}: ${t(`requests.priority.${priority}`)}`,
    assignee && `${t('requests.assignee')}: ${whom ?? t('shell.nothing')}`,
    tags.length > 0 && `${t('tags.title')}: ${tags.join(', ')}`,
  ];
  return facts.flatMap((fact) => fact || []);
}
