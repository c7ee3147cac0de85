import {
  mailApplicationApproved,
  mailApplicationProof,
  mailApplicationQuestion,
  mailApplicationReceived,
  mailApplicationRejected,
} from './applications/mails.ts';
import { mailApplicationNews } from './applications/news.ts';
import { indexArticle } from './articles/indexing.ts';
import type { Auth } from './auth/service.ts';
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
import type { Config } from './core/config.ts';
import type { Base } from './core/scope.ts';
import { mailGuestReceipt, mailGuestReply, mailProof } from './guests/mails.ts';
import { runImport } from './imports/run.ts';
import { readInbound } from './inbound/reading.ts';
import { long, type Handler } from './jobs/worker.ts';
import type { Post } from './mail/post.ts';
import { renameInOpportunities } from './opportunities/naming.ts';
import { renameInRequests } from './requests/naming.ts';
import { mailBypass } from './sso/mails.ts';
import { makeArchive } from './privacy/archives.ts';
import { mailErasureRefused } from './privacy/mails.ts';
import { runErasure } from './privacy/run.ts';
import { mailDue, mailEscalation } from './service-levels/mails.ts';
import { recountOne, recountOpen } from './service-levels/recounting.ts';
import { mailTokenMade } from './tokens/mails.ts';
import { mailRequestNews, mailRequestReceipt, mailRequestReply } from './requests/mails.ts';

/** What a job may use. */
export type Backstage = {
  base: Base;
  config: Pick<Config, 'url'>;
  auth: Auth;
  post: Post;
  house: { name: string };
};

const jobs = {
  'index-article': indexArticle,
  'mail-application-approved': mailApplicationApproved,
  'mail-application-news': mailApplicationNews,
  'mail-application-proof': mailApplicationProof,
  'mail-application-question': mailApplicationQuestion,
  'mail-application-received': mailApplicationReceived,
  'mail-application-rejected': mailApplicationRejected,
  'make-archive': (backstage: Backstage) => long(makeArchive(backstage)),
  'mail-due': mailDue,
  'mail-email-changed': mailEmailChanged,
  'mail-email-proof': mailEmailProof,
  'mail-erasure-refused': mailErasureRefused,
  'mail-factors-changed': mailFactorsChanged,
  'mail-escalation': mailEscalation,
  'mail-guest-receipt': mailGuestReceipt,
  'mail-guest-reply': mailGuestReply,
  'mail-invitation': mailInvitation,
  'mail-new-device': mailNewDevice,
  'mail-proof': mailProof,
  'mail-reset': mailReset,
  'mail-password-changed': mailPasswordChanged,
  'mail-request-news': mailRequestNews,
  'mail-request-receipt': mailRequestReceipt,
  'mail-request-reply': mailRequestReply,
  'mail-sign-in-link': mailSignInLink,
  'read-inbound': readInbound,
  'recount-clocks': recountOne,
  'recount-open': (backstage: Backstage) => long(recountOpen(backstage)),
  'rename-in-opportunities': renameInOpportunities,
  'rename-in-requests': renameInRequests,
  'mail-sso-bypass': mailBypass,
  'mail-token-made': mailTokenMade,
  'run-erasure': (backstage: Backstage) => long(runErasure(backstage)),
  'run-import': (backstage: Backstage) => long(runImport(backstage)),
} satisfies Record<string, (backstage: Backstage) => Handler>;

export type JobName = keyof typeof jobs;

export const handlersFor = (backstage: Backstage): Record<string, Handler> =>
  Object.fromEntries(Object.entries(jobs).map(([name, make]) => [name, make(backstage)]));
