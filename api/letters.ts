import {
  mailApplicationApproved,
  mailApplicationProof,
  mailApplicationQuestion,
  mailApplicationReceived,
  mailApplicationRejected,
} from './applications/mails.ts';
import { mailApplicationNews } from './applications/news.ts';
import {
  mailEmailChanged,
  mailEmailProof,
  mailFactorsChanged,
  mailInvitation,
  mailNewDevice,
  mailPasswordChanged,
  mailReset,
  mailSignInLink,
} from './auth/mails.ts';
import { mailGuestReceipt, mailGuestReply, mailGuestWoken, mailProof } from './guests/mails.ts';
import { mailParticipant } from './participants/mails.ts';
import { mailBypass } from './sso/mails.ts';
import { mailRating } from './ratings/mails.ts';
import { mailErasureRefused } from './privacy/mails.ts';
import { mailTokenMade } from './tokens/mails.ts';
import { mailRequestNews, mailRequestReceipt, mailRequestReply, mailRequestWoken } from './requests/mails.ts';
import { mailDue, mailEscalation } from './service-levels/mails.ts';

/** The jobs that write to somebody, by name. */
export const letters = {
  'mail-application-approved': mailApplicationApproved,
  'mail-application-news': mailApplicationNews,
  'mail-application-proof': mailApplicationProof,
  'mail-application-question': mailApplicationQuestion,
  'mail-application-received': mailApplicationReceived,
  'mail-application-rejected': mailApplicationRejected,
  'mail-due': mailDue,
  'mail-email-changed': mailEmailChanged,
  'mail-email-proof': mailEmailProof,
  'mail-erasure-refused': mailErasureRefused,
  'mail-escalation': mailEscalation,
  'mail-factors-changed': mailFactorsChanged,
  'mail-guest-receipt': mailGuestReceipt,
  'mail-guest-reply': mailGuestReply,
  'mail-guest-woken': mailGuestWoken,
  'mail-invitation': mailInvitation,
  'mail-new-device': mailNewDevice,
  'mail-participant': mailParticipant,
  'mail-proof': mailProof,
  'mail-rating': mailRating,
  'mail-reset': mailReset,
  'mail-password-changed': mailPasswordChanged,
  'mail-request-news': mailRequestNews,
  'mail-request-receipt': mailRequestReceipt,
  'mail-request-reply': mailRequestReply,
  'mail-request-woken': mailRequestWoken,
  'mail-sign-in-link': mailSignInLink,
  'mail-sso-bypass': mailBypass,
  'mail-token-made': mailTokenMade,
};
