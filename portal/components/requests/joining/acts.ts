import { z } from 'zod';

import { text } from '#api/core/parse.ts';
import { linkedWith, linkRequest, unlinkRequest, type Linked } from '#api/requests/linking.ts';
import { LinkRequest } from '#api/requests/schemas.ts';
import { submit } from '../../../form.ts';

type Page = Parameters<typeof submit>[0];

const Unlink = z.object({ linkId: text(60) });
const kinds = LinkRequest.shape.kind.unwrap().options;
/** How a connection can be made, and so made again. */
export type Kind = (typeof kinds)[number];

/** What can be taken away here, since it can be made again from here. */
export const kindOf = ({ linkId, word }: Linked): Kind | undefined =>
  linkId === null ? undefined : kinds.find((kind) => kind === word);

/** What an agent has posted to connect a request with another one. `moved` says what takes it back. */
export async function actOnLinks(page: Page, id: string) {
  const { scope } = page.locals;
  const linked = await submit(page, LinkRequest, (input) => linkRequest(scope, id, input), {
    action: 'link',
  });
  const unlinked = await submit(
    page,
    Unlink,
    async ({ linkId }) => {
      const link = (await linkedWith(scope, { id })).find((one) => one.linkId === linkId);
      await unlinkRequest(scope, id, linkId);
      const kind = link && kindOf(link);
      return { again: kind ? `${kind} ${link.reference}` : undefined };
    },
    { action: 'unlink' },
  );
  return {
    form: linked.form,
    result: linked.result ? ('linked' as const) : unlinked.result && ('unlinked' as const),
    moved: linked.result?.id ?? unlinked.result?.again,
    error: linked.error ?? unlinked.error,
  };
}

/** The form that takes the last change of a connection back. */
export function takingBackLink({ url }: { url: URL }): Record<string, string> | undefined {
  const [done, moved] = [url.searchParams.get('done'), url.searchParams.get('moved')];
  if (!moved) return undefined;
  if (done === 'requests.done.linked') return { action: 'unlink', linkId: moved };
  if (done !== 'requests.done.unlinked') return undefined;
  const [kind = '', to = ''] = moved.split(' ');
  return { action: 'link', kind, to };
}
