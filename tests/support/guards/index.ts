import { accountGuards } from './accounts.ts';
import { applicationGuards } from './applications.ts';
import { articleGuards } from './articles.ts';
import { assignmentGuards } from './assignment.ts';
import { bulkGuards } from './bulk.ts';
import type { Guards } from './case.ts';
import { doorGuards } from './doors.ts';
import { draftGuards } from './drafts.ts';
import { eventGuards } from './events.ts';
import { exportGuards } from './exports.ts';
import { findGuards } from './find.ts';
import { importGuards } from './imports.ts';
import { inboundGuards } from './inbound.ts';
import { liveGuards } from './live.ts';
import { macroGuards } from './macros.ts';
import { materialGuards } from './materials.ts';
import { opportunityGuards } from './opportunities.ts';
import { participantGuards } from './participants.ts';
import { peopleGuards } from './people.ts';
import { privacyGuards } from './privacy.ts';
import { productGuards } from './products.ts';
import { profileGuards } from './profile.ts';
import { ratingGuards } from './ratings.ts';
import { requestTypeGuards } from './request-types.ts';
import { requestGuards } from './requests.ts';
import { serviceLevelGuards } from './service-levels.ts';
import { siteGuards } from './sites.ts';
import { ssoGuards } from './sso.ts';
import { tokenGuards } from './tokens.ts';
import { tagGuards } from './tags.ts';
import { viewGuards } from './views.ts';
import { viewingGuards } from './viewing.ts';

/** Every route of the API with who may call it: one line for a new one. */
export const guards: Guards = {
  ...doorGuards,
  ...accountGuards,
  ...applicationGuards,
  ...materialGuards,
  ...opportunityGuards,
  ...requestGuards,
  ...participantGuards,
  ...ratingGuards,
  ...requestTypeGuards,
  ...draftGuards,
  ...articleGuards,
  ...productGuards,
  ...importGuards,
  ...inboundGuards,
  ...serviceLevelGuards,
  ...siteGuards,
  ...ssoGuards,
  ...tokenGuards,
  ...bulkGuards,
  ...tagGuards,
  ...assignmentGuards,
  ...macroGuards,
  ...viewGuards,
  ...viewingGuards,
  ...peopleGuards,
  ...profileGuards,
  ...privacyGuards,
  ...eventGuards,
  ...findGuards,
  ...exportGuards,
  ...liveGuards,
};

export type { Case, Guards, Open, Thing } from './case.ts';
