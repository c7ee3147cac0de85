/**
 * How long things are kept that somebody can be known by. `days` is where a house begins, `least` what it needs to
 * work; `forever` says that keeping it without an end is a choice at all.
 */
export type Rule = { key: RuleKey; days: number | null; least: number; forever: boolean };

export type RuleKey =
  | 'mail_texts'
  | 'mails'
  | 'visits'
  | 'devices'
  | 'history'
  | 'invitations'
  | 'imports'
  | 'attachments'
  | 'drafts'
  | 'downloads';

export const rules: Rule[] = [
  { key: 'mail_texts', days: 90, least: 1, forever: false },
  { key: 'mails', days: 730, least: 30, forever: true },
  { key: 'visits', days: 365, least: 30, forever: false },
  { key: 'devices', days: 400, least: 30, forever: false },
  { key: 'history', days: null, least: 90, forever: true },
  { key: 'invitations', days: 180, least: 14, forever: false },
  { key: 'imports', days: 30, least: 1, forever: false },
  { key: 'attachments', days: null, least: 30, forever: true },
  { key: 'drafts', days: 30, least: 1, forever: false },
  { key: 'downloads', days: 730, least: 30, forever: true },
];

/** What runs out by itself, because it works no longer: nothing to choose here. */
export const fixed = [
  { key: 'sessions', days: 14 },
  { key: 'codes', days: 7 },
  { key: 'unproven', days: 14 },
  { key: 'archives', days: 7 },
  { key: 'answers', days: 1 },
  { key: 'attempts', days: 1 },
  { key: 'uploads', days: 1 },
] as const;
