import { can, isMember } from '#api/core/actor.ts';
import { forbidden, unauthenticated } from '#api/core/errors.ts';
import { input, route, router } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import type { Live } from './live.ts';
import { BePresent } from './schemas.ts';

const EVENT_ID = /^evt_[0-9a-z]{10,40}$/;
/** A proxy must neither keep it nor pack it: it would wait for more before it hands on anything. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'private, no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

export const liveRoutes = (live: Live) =>
  router()
    .get('/', route('in_person', 'What happens to requests of mine, as it happens'), async (c) => {
      const { actor } = c.var.scope;
      if (!isMember(actor) || !c.var.session) throw unauthenticated();
      const last = c.req.header('Last-Event-ID') ?? '';
      const since = EVENT_ID.test(last) ? last : undefined;
      return new Response(await live.open(actor, c.var.session.id, { since }), { headers: HEADERS });
    })
    .post(
      '/presence',
      route('in_person', 'Say that I read a request or write in it'),
      input('json', BePresent),
      async (c) => {
        const { scope, user } = c.var;
        const { requestId, doing } = c.req.valid('json');
        if (!user || !can(scope.actor, 'requests.work')) throw forbidden();
        await findRequest(scope, requestId);
        await live.say(requestId, { id: user.id, name: user.person.name }, doing);
        const others = live.presence.in(requestId).filter(({ id }) => id !== user.id);
        return c.json({ requestId, people: others });
      },
    );
