import type { Translate } from '#api/i18n/index.ts';
import { clockTargets, requestPriorities } from '#db/enums.ts';
import { STEPS } from './level-editing.ts';

/** The labels of a level's form by the names of its fields. */
export const labelsOf = (t: Translate): Record<string, string> => ({
  name: t('service_levels.name'),
  position: t('service_levels.position'),
  enabled: t('service_levels.enabled'),
  scheduleId: t('service_levels.hours'),
  'conditions.priorities': t('requests.priority'),
  'conditions.categories': t('requests.category'),
  'conditions.accountKinds': t('service_levels.account_kinds'),
  'conditions.accountId': t('service_levels.account'),
  targets: t('service_levels.targets'),
  ...Object.fromEntries(
    clockTargets.flatMap((target) =>
      requestPriorities.map((priority) => [
        `targets.${target}.${priority}`,
        `${t(`service_levels.target.${target}`)}, ${t(`requests.priority.${priority}`)}`,
      ]),
    ),
  ),
  warnPercent: t('service_levels.warn_percent'),
  grace: t('service_levels.grace'),
  enforceFrom: t('service_levels.enforce_from'),
  escalations: t('service_levels.escalations'),
  ...Object.fromEntries(
    STEPS.flatMap((step) => [
      [`escalations.${step}.after`, `${t('service_levels.after')} ${step + 1}`],
      [`escalations.${step}.roleId`, `${t('service_levels.role')} ${step + 1}`],
    ]),
  ),
});
