import { indexArticle } from './articles/indexing.ts';
import { dealRequest } from './assignment/dealing.ts';
import type { Auth } from './auth/service.ts';
import type { Config } from './core/config.ts';
import type { Base } from './core/scope.ts';
import { runImport } from './imports/run.ts';
import { readInbound } from './inbound/reading.ts';
import { long, type Handler } from './jobs/worker.ts';
import { letters } from './letters.ts';
import type { Post } from './mail/post.ts';
import { renameInOpportunities } from './opportunities/naming.ts';
import { renameInRequests } from './requests/naming.ts';
import { sendHeldReply } from './requests/sending.ts';
import { makeArchive } from './privacy/archives.ts';
import { runErasure } from './privacy/run.ts';
import { recountOne, recountOpen } from './service-levels/recounting.ts';

/** What a job may use. */
export type Backstage = {
  base: Base;
  config: Pick<Config, 'url'>;
  auth: Auth;
  post: Post;
  house: { name: string };
};

const jobs = {
  ...letters,
  'deal-request': dealRequest,
  'index-article': indexArticle,
  'make-archive': (backstage: Backstage) => long(makeArchive(backstage)),
  'read-inbound': readInbound,
  'recount-clocks': recountOne,
  'recount-open': (backstage: Backstage) => long(recountOpen(backstage)),
  'rename-in-opportunities': renameInOpportunities,
  'rename-in-requests': renameInRequests,
  'run-erasure': (backstage: Backstage) => long(runErasure(backstage)),
  'send-held-reply': sendHeldReply,
  'run-import': (backstage: Backstage) => long(runImport(backstage)),
} satisfies Record<string, (backstage: Backstage) => Handler>;

export type JobName = keyof typeof jobs;

export const handlersFor = (backstage: Backstage): Record<string, Handler> =>
  Object.fromEntries(Object.entries(jobs).map(([name, make]) => [name, make(backstage)]));
