import type { Happened } from './service.ts';

export const viewEvent = ({
  id,
  name,
  at,
  subjectType,
  subjectId,
  subjectName,
  actorKind,
  actorName,
  actorAccountName,
  data,
  values,
}: Happened) => ({
  id,
  name,
  at,
  subject: { type: subjectType, id: subjectId, name: subjectName ?? null },
  actor: { kind: actorKind, name: actorName, account: actorAccountName },
  data,
  values: values.map(({ field, before, after }) => ({ field, before, after })),
});
