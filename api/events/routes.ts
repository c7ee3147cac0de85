import { input, route, router } from '#api/core/http.ts';
import { EventFilter } from './schemas.ts';
import { countEvents, listEvents } from './service.ts';
import { viewEvent } from './view.ts';

export const events = router().get(
  '/',
  route('events.read', 'What happened, newest first'),
  input('query', EventFilter),
  async (c) => {
    const filter = c.req.valid('query');
    const { items, next, previous } = await listEvents(c.var.scope, filter);
    return c.json({
      items: items.map(viewEvent),
      next,
      previous,
      count: await countEvents(c.var.scope, filter),
    });
  },
);
