import { AppError } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import { SaveDraft, type DraftAddress } from '#api/drafts/schemas.ts';
import { discardDraft, draftOf, saveDraft } from '#api/drafts/service.ts';
import { findUploads, type Upload } from '#api/files/service.ts';
import type { Draft } from '#db/schema/drafts.ts';
import { formOf, type Form } from '../../form.ts';

/** What a form carries for itself, and nobody has typed. */
const OWN = new Set(['action', 'keep', 'draft', 'version', 'seen']);
const FILES = 'attachments[]';

/** What was begun for a form, and what came of a press on one of its two buttons, without script. */
export type Kept = {
  address: DraftAddress;
  draft: Draft | undefined;
  /** The files that came with the form and are still in hand, so that none is sent twice; else those of the draft. */
  files: Upload[];
  /** Another window has written there since the form was loaded. */
  changed: boolean;
  /** For the address of the page to go on to. */
  done: string | undefined;
};

export async function keptDraft(
  page: { request: Request; locals: App.Locals; response: ResponseInit },
  address: DraftAddress,
): Promise<Kept> {
  const { scope } = page.locals;
  const pressed = page.request.method === 'POST' ? await formOf(page.request) : undefined;
  const wanted = pressed?.get('keep');
  const came = wanted && pressed ? await act(scope, address, pressed).catch(stale) : undefined;
  if (came === 'changed') page.response.status = 412;
  const draft = await draftOf(scope, address);
  return {
    address,
    draft,
    files: await findUploads(scope, pressed?.getAll(FILES).map(String) ?? draft?.attachments ?? []),
    changed: came === 'changed',
    done: came === 'saved' || came === 'discarded' ? `drafts.done.${came}` : undefined,
  };
}

type Outcome = 'saved' | 'discarded' | 'changed';

async function act(scope: App.Locals['scope'], address: DraftAddress, sent: FormData): Promise<Outcome> {
  if (sent.get('keep') === 'discard') {
    await discardDraft(scope, address);
    return 'discarded';
  }
  const typed = [...sent].filter(([name]) => name !== FILES && !OWN.has(name));
  const fields = Object.fromEntries(typed.map(([name, value]) => [name, String(value)]));
  const input = parse(SaveDraft, { fields, attachments: sent.getAll(FILES).map(String) });
  await saveDraft(scope, address, input, Number(sent.get('draft')) || 0);
  return 'saved';
}

function stale(error: unknown): Outcome {
  if (error instanceof AppError && error.status === 412) return 'changed';
  if (error instanceof AppError && error.status === 404) return 'discarded';
  throw error;
}

/** The form as it was typed, or as it was begun some other day. */
export const withDraft = (form: Form, { draft }: Kept): Form => ({
  ...form,
  values: { ...draft?.fields, ...form.values },
});
