import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';

import * as schema from '#db/schema/index.ts';

/**
 * What a column says about people, and so what becomes of it when somebody is erased. There is a line for every
 * column of every table: a test fails for one that nobody has thought about.
 *
 * - `fact`: states, figures, moments, ids of things: it names nobody
 * - `link`: leads to the row of a person, which names nobody afterwards; so figures and stories hold
 * - `company`: about a company, not about a person
 * - `house`: what the house has written for its readers
 * - `words`: what anybody may have written: whatever names the person is replaced
 * - `folded`: the same, as lists search in it
 * - `own`: about one person; gone with the row, or written over, by a part of `parts.ts`
 */
export type Holding = 'fact' | 'link' | 'company' | 'house' | 'words' | 'folded' | 'own';

const stamps = 'version createdAt updatedAt';

/** By table: the columns of each kind. */
export const HELD: Record<string, Partial<Record<Holding, string>>> = {
  accounts: {
    fact:
      'id kind parentId segment paymentDays creditLimit creditCurrency rating closedAt secondFactorAt ' +
      stamps,
    link: 'managerId',
    company: 'name website phone industry employees street city postcode country vatId searchText',
    words: 'billingEmail remark',
  },
  contacts: { fact: `id accountId ${stamps}`, own: 'name title email phone' },
  engagements: {
    fact: `id partnerId customerId identity contacts requests commercial financial endedAt ${stamps}`,
  },
  people: {
    fact: `id disabledAt erasedAt robot ${stamps}`,
    link: 'mergedIntoId',
    own: 'email name locale zone termsVersion termsAcceptedAt',
  },
  memberships: { fact: `id accountId roleId ${stamps}`, link: 'personId', own: 'endedAt' },
  roles: { fact: `id kind key accountId rights fields preset retiredAt ${stamps}`, company: 'name' },
  invitations: {
    fact: 'id',
    link: 'invitedBy',
    own: `accountId roleId email acceptedAt revokedAt ${stamps}`,
  },
  devices: { own: 'id personId hash label ipPrefix trustedUntil seenAt createdAt' },
  sessions: {
    own:
      'id handle userId membershipId expiresAt createdAt seenAt deviceId label ipPrefix assurance provenAt ' +
      'viewingId viewingUntil connectionId',
  },
  identities: { own: 'id connectionId issuer subject personId createdAt' },
  sso_connections: {
    fact: `id accountId roleId roleRules breakGlass triedAt enforcedAt lastUsedAt ${stamps}`,
    company: 'issuer clientId clientSecret roleClaim',
  },
  sso_domains: {
    fact: `id accountId proof verifiedAt verifiedBy checkedAt ${stamps}`,
    company: 'domain',
  },
  applications: {
    fact: `id kind accountId locale provenAt dueAt decidedAt reason reapply reapplyOn admittedTo ${stamps}`,
    link: 'decidedBy',
    company: 'company website country webDomain',
    own: 'status email name sells message note mailDomain searchText',
  },
  application_messages: { fact: 'id applicationId side createdAt', link: 'authorId', words: 'body' },
  passwords: { own: 'personId hash short changedAt' },
  codes: { own: 'hash kind subjectId email expiresAt usedAt' },
  totps: { own: 'personId secret confirmedAt lastStep createdAt' },
  recovery_codes: { own: 'hash personId usedAt createdAt' },
  passkeys: { own: 'id personId credentialId publicKey counter transports label synced usedAt createdAt' },
  half_sign_ins: { own: 'hash personId method tries expiresAt' },
  tokens: {
    own: `id membershipId personId accountId name hash prefix scopes expiresAt lastUsedAt revokedAt ${stamps}`,
    link: 'madeBy',
  },
  rate_limits: { own: 'key points expire' },

  requests: {
    fact:
      'id number accountId siteId category priority impact urgency formId channel status locale dueAt firstResponseAt resolvedAt ' +
      'resolution reopenCount wakesAt reminders mergedIntoId problemId articleId ' +
      `lastMessageAt lastSide lastSeq ${stamps}`,
    link: 'requesterId assigneeId',
    own: 'guestName guestEmail',
    words: 'subject waitReason',
    folded: 'searchText',
  },
  participants: {
    fact: `id requestId accountId right source endedAt ${stamps}`,
    link: 'personId addedById',
    own: 'email',
  },
  problems: { fact: `id state isPublic ${stamps}`, link: 'ownerId', house: 'title knownError' },
  request_links: { fact: 'id fromId toId kind createdAt' },
  request_ratings: { fact: `id requestId solvedAt score ${stamps}`, link: 'personId', words: 'comment' },
  schedules: { fact: `id ${stamps}`, house: 'name' },
  schedule_versions: { fact: 'id scheduleId number zone week createdAt', house: 'exceptions' },
  service_levels: { fact: `id position enabled ${stamps}`, house: 'name' },
  service_level_versions: {
    fact: 'id serviceLevelId number scheduleId conditions targets warnPercent grace enforceFrom escalations createdAt',
  },
  request_clocks: {
    fact:
      'id requestId target startedAt dueAt warnAt pausedAt metAt stoppedAt warnedAt breachedAt escalated nextAt ' +
      'levelVersionId scheduleVersionId',
  },
  assignment_rules: {
    fact: `id position enabled categories typeIds locales accountId method agentIds dealt ${stamps}`,
    house: 'name',
  },
  macros: { fact: `id shared removedAt ${stamps}`, link: 'ownerId', words: 'name actions' },
  views: { fact: `id shared removedAt ${stamps}`, link: 'ownerId', words: 'name filter' },
  tags: { fact: 'id createdAt', house: 'name nameKey' },
  request_tags: { fact: 'id requestId tagId createdAt' },
  messages: { fact: 'id requestId seq side createdAt', link: 'authorId', own: 'sender', words: 'body' },
  request_types: {
    fact: `id audience accountIds category position enabled published ${stamps}`,
    house: 'name intro draft templates',
  },
  request_forms: { fact: 'id typeId number createdAt', house: 'design' },
  request_values: { fact: 'id requestId key', words: 'value' },
  request_staff_values: { fact: 'id requestId key', words: 'value' },
  request_notes: { fact: 'id requestId seq createdAt', link: 'authorId', words: 'body' },
  attachments: { own: 'id requestId messageId fileId createdAt' },
  files: {
    own: 'id type size sha256 accountId attachedAt createdAt',
    link: 'uploadedBy',
    words: 'name',
  },
  drafts: { own: `id personId accountId kind subjectId fields attachments ${stamps}` },
  uploads: { own: 'id personId accountId name size received parts createdAt' },
  opportunities: {
    fact:
      'id accountId customerId productId stage stageSince amount currency closeOn nextStepOn shared ' +
      `lastActivityAt ${stamps}`,
    link: 'ownerId',
    words: 'title nextStep lostReason',
    folded: 'searchText',
  },
  opportunity_notes: { fact: 'id opportunityId createdAt', link: 'authorId', words: 'body' },
  mailboxes: {
    fact: `id category active uidValidity lastUid fetchedAt lastError quietUntil ${stamps}`,
    company: 'name address imapUrl hookSecret trustedServer',
  },
  inbound_mails: {
    fact: `id mailboxId onceKey hash size messageId verdict tries state reason requestId postId ${stamps}`,
    own: 'fromAddress fromName subject text',
  },
  mails: {
    fact: 'id onceKey messageId subjectId replyHash automatic mailboxId createdAt sentAt',
    own: 'toAddress state headers',
    words: 'subject text html error',
  },
  events: {
    fact:
      'id name at audience accountId subjectType subjectId actorKind actorAccountId requestId data ' +
      'dispatchedAt',
    link: 'actorId',
  },
  event_values: { fact: 'eventId field audience', words: 'before after' },
  idempotency_keys: { own: 'id route bodyHash personId status createdAt', words: 'body' },
  jobs: {
    fact: 'id name eventId runAt leasedUntil leasedBy attempts parkedAt createdAt',
    words: 'lastError',
  },
  imports: {
    fact:
      `id kind source state total position created changed unchanged refused rejected error endedAt ${stamps}` +
      ' fileId',
    link: 'personId',
    words: 'fileName mapping analysis notes',
  },
  import_rejects: { fact: 'id importId line reasons createdAt', words: 'cells' },
  origins: { own: `id kind source key subjectId hash ${stamps}` },
  downloads: { fact: 'id materialId accountId createdAt', link: 'personId' },

  erasures: {
    fact: `id number channel state dueAt refusal position tally endedAt ${stamps}`,
    link: 'personId decidedBy',
    own: 'reason refusalNote marks',
  },
  archives: { own: `id personId state locale size sha256 expiresAt ${stamps}` },
  retention_runs: { fact: 'id tally createdAt' },

  articles: { fact: `id number sectionId audience sourceLocale status position ${stamps}` },
  article_pictures: {
    fact: 'id articleId width height size sha256 sourceHash createdAt',
    house: 'name',
  },
  sections: { fact: `id parentId slug position ${stamps}`, house: 'names' },
  translations: {
    fact: `id articleId locale slug liveRevisionId ${stamps}`,
    house: 'title summary searchText',
  },
  revisions: {
    fact: 'id translationId number createdAt',
    link: 'authorId',
    house: 'title summary body html headings',
  },
  materials: {
    fact: `id category audience locale expiresOn status fileId ${stamps}`,
    house: 'title description product edition searchText',
  },
  products: {
    fact: `id price currency audience retiredAt ${stamps}`,
    house: 'name nameKey series sku searchText',
  },
  sites: { fact: `id accountId closedAt ${stamps}`, company: 'name origins' },
  site_keys: { fact: 'id siteId key revokedAt createdAt' },
  settings: { fact: 'key version', house: 'value' },
  counters: { fact: 'name value' },
};

const tables = new Map<string, Record<string, SQLiteColumn>>(
  Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .map((table) => [getTableName(table), getTableColumns(table)]),
);

/** The columns of a table that are held so, as the database calls them. */
export const columnNames = (table: string, holding: Holding): string[] =>
  (HELD[table]?.[holding]?.split(' ') ?? []).map((key) => tables.get(table)?.[key]?.name ?? key);
