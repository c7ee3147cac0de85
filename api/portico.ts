import { Applications } from './applications/applying.ts';
import { Auth } from './auth/service.ts';
import type { Config } from './core/config.ts';
import type { Logger } from './core/log.ts';
import type { Base } from './core/scope.ts';
import { openStorage } from './files/opening.ts';
import { Guests } from './guests/service.ts';
import { handlersFor } from './handlers.ts';
import { Worker } from './jobs/worker.ts';
import { Mailboxes } from './mailboxes/mailboxes.ts';
import { Live } from './live/live.ts';
import { openPost } from './mail/opening.ts';
import type { Post } from './mail/post.ts';
import { Privacy } from './privacy/privacy.ts';
import { reactions } from './reactions.ts';
import { houseOf } from './people/house.ts';
import { Schedule } from './schedule.ts';
import { Sso } from './sso/sso.ts';
import type { Database } from '#db/client.ts';
import { openEmbedded } from '#search/embedded.ts';

const FETCH_MS = 60_000;

/** One running installation: what it knows, what it looks at and what works behind the scenes. */
export type Portico = {
  config: Config;
  log: Logger;
  base: Base;
  applications: Applications;
  auth: Auth;
  guests: Guests;
  sso: Sso;
  privacy: Privacy;
  mailboxes: Mailboxes;
  post: Post;
  live: Live;
  worker: Worker;
  schedule: Schedule;
  house: { name: string };
  close(): Promise<void>;
};

/** Opens everything on a database that is up to date. Starts nothing. */
export async function openPortico(config: Config, db: Database, log: Logger): Promise<Portico> {
  const search = openEmbedded(db.reading, (statements) => db.writer.batch(statements));
  const storage = openStorage(config);
  const base: Base = { db, search, storage };
  const house = await houseOf(db);
  const auth = new Auth(base, config, house);
  const { post, close: closePost } = openPost(base, config, { secrets: auth.secrets, house });
  const worker = new Worker(db, reactions, handlersFor({ base, config, auth, post, house }), log);
  const mailboxes = new Mailboxes(base, auth.secrets, config);
  const schedule = new Schedule(base, log, [
    { name: 'fetch-mails', everyMs: FETCH_MS, run: mailboxes.fetch },
  ]);
  const live = new Live(base, auth, log);
  return {
    config,
    log,
    base,
    applications: new Applications(auth, config.secret),
    auth,
    guests: new Guests(auth, config.secret),
    sso: new Sso(base, auth, config),
    privacy: new Privacy(base),
    mailboxes,
    post,
    live,
    worker,
    schedule,
    house,
    async close() {
      live.close();
      await live.settle();
      await schedule.stop();
      await worker.stop();
      closePost();
      db.close();
    },
  };
}
