import { forbidden } from '#api/core/errors.ts';
import { input, route, router } from '#api/core/http.ts';
import { findRequest } from '#api/requests/service.ts';
import { RateRequest } from './schemas.ts';
import { rateRequest, ratingOf } from './service.ts';
import { trendOf } from './trends.ts';

export const requestRatingRoutes = router()
  .get('/:id/rating', route('requests.read', 'How it was, as far as it was said'), async (c) => {
    const request = await findRequest(c.var.scope, c.req.param('id'));
    const { rating, mine, may } = await ratingOf(c.var.scope, request);
    if (!mine) throw forbidden();
    const told = rating && { score: rating.score, comment: rating.comment, at: rating.updatedAt };
    return c.json({ rating: told ?? null, may });
  })
  .put('/:id/rating', route('requests.submit', 'Say how it was'), input('json', RateRequest), async (c) => {
    await rateRequest(c.var.scope, c.req.param('id'), c.req.valid('json'));
    return c.body(null, 204);
  });

export const ratingRoutes = router().get('/', route('requests.work', 'How it was, week by week'), async (c) =>
  c.json(await trendOf(c.var.scope)),
);
