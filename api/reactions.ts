import type { EventName } from '#db/event-names.ts';
import type { JobName } from './handlers.ts';

/** What follows from what: the one page to look at for "what happens when …". */
export const reactions: Partial<Record<EventName, readonly JobName[]>> = {
  'account.changed': ['rename-in-opportunities', 'rename-in-requests'],
  'application.answered': ['mail-application-news'],
  'application.approved': ['mail-application-approved'],
  'application.more_asked': ['mail-application-question'],
  'application.rejected': ['mail-application-rejected'],
  'application.sent': ['mail-application-proof'],
  'application.submitted': ['mail-application-received', 'mail-application-news'],
  'archive.asked': ['make-archive'],
  'article.changed': ['index-article'],
  'article.published': ['index-article'],
  'article.retired': ['index-article'],
  'erasure.refused': ['mail-erasure-refused'],
  'erasure.started': ['run-erasure'],
  'import.asked': ['run-import'],
  'person.device_added': ['mail-new-device'],
  'person.email_asked': ['mail-email-proof'],
  'person.email_changed': ['mail-email-changed'],
  'person.factors_changed': ['mail-factors-changed'],
  'person.invited': ['mail-invitation'],
  'person.link_asked': ['mail-sign-in-link'],
  'person.reset_asked': ['mail-reset'],
  'person.password_changed': ['mail-password-changed'],
  'request.quarantined': ['mail-proof'],
  'request.released': ['mail-request-receipt', 'mail-guest-receipt', 'mail-request-news'],
  'request.replied': ['mail-request-reply', 'mail-guest-reply'],
  'request.submitted': ['mail-request-receipt', 'mail-request-news'],
  'sso.bypassed': ['mail-sso-bypass'],
  'token.created': ['mail-token-made'],
};
