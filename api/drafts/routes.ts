import type { Context } from 'hono';

import { notFound } from '#api/core/errors.ts';
import { ifMatch, input, route, router, type Env } from '#api/core/http.ts';
import { findUploads } from '#api/files/service.ts';
import { DraftAddress, SaveDraft } from './schemas.ts';
import { discardDraft, findDraft, saveDraft } from './service.ts';
import { draftView } from './view.ts';

function addressOf(c: Context<Env>): DraftAddress {
  const { data } = DraftAddress.safeParse(c.req.param());
  if (!data) throw notFound('drafts');
  return data;
}

export const draftRoutes = router()
  .get('/:kind/:subjectId', route('in_person', 'What I have begun to write there'), async (c) => {
    const draft = await findDraft(c.var.scope, addressOf(c));
    c.header('ETag', `"${draft.version}"`);
    return c.json(draftView(draft, await findUploads(c.var.scope, draft.attachments)));
  })
  .put(
    '/:kind/:subjectId',
    route('in_person', 'Keep what I have begun; version 0 begins it'),
    input('json', SaveDraft),
    async (c) => {
      const version = await saveDraft(c.var.scope, addressOf(c), c.req.valid('json'), ifMatch(c));
      c.header('ETag', `"${version}"`);
      return c.json({ version });
    },
  )
  .delete('/:kind/:subjectId', route('in_person', 'Throw away what I have begun'), async (c) => {
    await discardDraft(c.var.scope, addressOf(c));
    return c.body(null, 204);
  });
