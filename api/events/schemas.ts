import { z } from 'zod';

import { Paging } from '#api/core/paging.ts';
import { day } from '#api/core/parse.ts';

/** What the activity can be narrowed to: the word before the dot of an event's name. */
export const subjects = [
  'account',
  'application',
  'article',
  'contact',
  'domain',
  'import',
  'inbound',
  'macro',
  'mailbox',
  'material',
  'membership',
  'opportunity',
  'person',
  'product',
  'request',
  'archive',
  'erasure',
  'retention',
  'role',
  'settings',
  'site',
  'sso',
  'token',
  'view',
] as const;
export type Subject = (typeof subjects)[number];

const chosen = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => value || undefined, schema.optional());

export const EventFilter = Paging.extend({
  subject: chosen(z.enum(subjects)),
  /** A person, by id. */
  actor: chosen(z.string().max(60)),
  account: chosen(z.string().max(60)),
  from: chosen(day),
  to: chosen(day),
});
export type EventFilter = z.infer<typeof EventFilter>;
