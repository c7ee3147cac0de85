/** The vocabulary of the product: every closed list of words, and nothing else. */

export const locales = ['en', 'es', 'ru'] as const;
export type Locale = (typeof locales)[number];

export const accountKinds = ['house', 'partner', 'customer'] as const;
export type AccountKind = (typeof accountKinds)[number];

/** What a role may do, as `feature.action`. The feature is the one that `access` names beside a table. */
export const rights = [
  'accounts.read',
  'accounts.edit',
  'opportunities.read',
  'opportunities.edit',
  'products.read',
  'products.manage',
  'materials.read',
  'materials.manage',
  'requests.read',
  'requests.submit',
  'requests.work',
  'articles.read',
  'articles.manage',
  'sites.read',
  'sites.manage',
  'people.read',
  'people.invite',
  'people.manage',
  'people.view_as',
  'events.read',
  'imports.read',
  'imports.run',
  'mail.read',
  'privacy.read',
  'privacy.manage',
  'sso.read',
  'sso.manage',
  'settings.read',
  'settings.manage',
] as const;
export type Right = (typeof rights)[number];

/**
 * How far a right goes, each further than the one before: what is mine, my account's, that of the customers it serves
 * too, that of its sub-accounts too, or everybody's (staff).
 */
export const levels = ['own', 'account', 'served', 'tree', 'all'] as const;
export type Level = (typeof levels)[number];

export const audiences = ['public', 'signed_in', 'customers', 'partners', 'internal'] as const;
export type Audience = (typeof audiences)[number];

/**
 * Who may know what happened: only the house, only the accounts themselves and not the house, both of them, or
 * everybody.
 */
export const eventAudiences = ['staff', 'owner', 'account', 'public'] as const;
export type EventAudience = (typeof eventAudiences)[number];

/** What an engagement opens to the partner, and a role to whoever has it, per group of fields. */
export const engagementRights = ['none', 'read', 'edit'] as const;
export const fieldGroups = ['identity', 'commercial', 'financial', 'internal'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** How many work for a company, which part of the market it is in, and how much it matters: the first the most. */
export const employeeBands = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001+'] as const;
export const segments = ['small', 'middle', 'large', 'public'] as const;
export const ratings = ['a', 'b', 'c'] as const;

export const opportunityStages = ['qualify', 'discover', 'propose', 'negotiate', 'won', 'lost'] as const;
export type OpportunityStage = (typeof opportunityStages)[number];

export const currencies = ['EUR', 'USD', 'GBP'] as const;

export const requestCategories = ['question', 'problem', 'change', 'billing'] as const;
/** How a request came in. */
export const requestChannels = ['email', 'phone', 'chat', 'social'] as const;
export const requestPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type RequestPriority = (typeof requestPriorities)[number];

/** How much stands still, and how soon it must go on: from the least to the most. */
export const impacts = ['little', 'some', 'much'] as const;
export type Impact = (typeof impacts)[number];
export const urgencies = ['later', 'soon', 'now'] as const;
export type Urgency = (typeof urgencies)[number];

/** What a field of a request's form is answered with, who reads the answer, and who changes it once it is sent. */
export const fieldKinds = ['text', 'long_text', 'number', 'date', 'choice', 'tree'] as const;
export type FieldKind = (typeof fieldKinds)[number];
export const fieldReaders = ['everybody', 'staff'] as const;
export type FieldReaders = (typeof fieldReaders)[number];
export const fieldEditors = ['nobody', 'staff', 'everybody'] as const;
export type FieldEditors = (typeof fieldEditors)[number];

export const requestStatuses = [
  'quarantined',
  'submitted',
  'in_progress',
  'waiting_customer',
  'waiting_other',
  'resolved',
  'closed',
  'cancelled',
  'merged',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** How a request came to be solved. */
export const requestResolutions = [
  'answered',
  'fixed',
  'workaround',
  'as_designed',
  'not_reproducible',
  'no_reply',
] as const;
export type RequestResolution = (typeof requestResolutions)[number];

/** What somebody may do with one request that was shared with him, each more than the one before. */
export const participantRights = ['view', 'reply', 'manage'] as const;
export type ParticipantRight = (typeof participantRights)[number];

/** How a team deals out what comes in: one after the other, or to whoever has the least to do. */
export const assignmentMethods = ['round_robin', 'least_load'] as const;
export type AssignmentMethod = (typeof assignmentMethods)[number];

/** How somebody came to take part: named among colleagues, or by an address that has proven itself. */
export const participantSources = ['colleague', 'address'] as const;

/** What two requests have to do with each other: the first with the second. */
export const requestLinkKinds = ['related', 'follows', 'split'] as const;
export type RequestLinkKind = (typeof requestLinkKinds)[number];

/** What somebody thought of the service, the best first. */
export const requestScores = ['good', 'poor'] as const;
export type RequestScore = (typeof requestScores)[number];

export const problemStates = ['open', 'known', 'solved'] as const;
export type ProblemState = (typeof problemStates)[number];
/** What the house promises a request: the first answer, every further one, word in between, and the solution. */
export const clockTargets = ['first_reply', 'next_reply', 'periodic_update', 'resolution'] as const;
export type ClockTarget = (typeof clockTargets)[number];

export const importKinds = [
  'accounts',
  'contacts',
  'products',
  'people',
  'opportunities',
  'requests',
] as const;
export type ImportKind = (typeof importKinds)[number];

export const importStates = [
  'uploaded',
  'checking',
  'checked',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export type ImportState = (typeof importStates)[number];

/** The life of a wish to be erased. */
export const erasureStates = ['asked', 'approved', 'running', 'done', 'refused', 'withdrawn'] as const;
export type ErasureState = (typeof erasureStates)[number];

/** How the wish came: by the person itself, or by a letter that staff has read. */
export const erasureChannels = ['self', 'letter'] as const;

/** Why a wish is refused: the exceptions of Art. 17(3) GDPR, and what comes before them. */
export const refusalReasons = [
  'identity_unproven',
  'legal_duty',
  'legal_claims',
  'public_interest',
  'free_expression',
  'taken_back',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const archiveStates = ['asked', 'ready', 'failed', 'expired'] as const;

/** On whose side a writer stands. */
export const sides = ['customer', 'partner', 'staff', 'guest'] as const;
export type Side = (typeof sides)[number];

export const materialCategories = [
  'brochure',
  'datasheet',
  'case-study',
  'presentation',
  'logo',
  'price-list',
] as const;
export const publicationStates = ['draft', 'live', 'retired'] as const;

export const codeKinds = [
  'invitation',
  'reset',
  'proof',
  'setup',
  'sign_in',
  'email',
  'passkey',
  'application',
  'sso',
  'participation',
  'rating',
] as const;
export type CodeKind = (typeof codeKinds)[number];

/** For whom a token acts: for whoever made it, or for a program of the account. */
export const tokenBearers = ['me', 'account'] as const;
export type TokenBearer = (typeof tokenBearers)[number];

/** By what a person shows who it is. */
export const signInMethods = ['password', 'link', 'passkey', 'totp', 'recovery', 'sso'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** How it was shown that a domain is an account's: by a record in the DNS, or by the word of the house. */
export const domainProofs = ['dns', 'house'] as const;

/** As what somebody wants to come in. */
export const applicationKinds = ['partner', 'customer'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

export const applicationStatuses = [
  'unproven',
  'submitted',
  'more_asked',
  'approved',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** Why an application was rejected. The last but one is what a company says of people it does not know. */
export const rejectionReasons = [
  'needs_more_detail',
  'does_not_meet_requirements',
  'not_the_right_fit',
  'unknown_to_company',
  'other',
] as const;

/** When somebody who was rejected may apply again. */
export const reapplyRules = ['at_once', 'later', 'never'] as const;

export const mailStates = ['queued', 'sent', 'kept', 'failed'] as const;

/** What a draft becomes when it is sent; one that is held is on its way and may still be taken back. */
export const draftKinds = ['request', 'reply', 'held'] as const;
export type DraftKind = (typeof draftKinds)[number];
