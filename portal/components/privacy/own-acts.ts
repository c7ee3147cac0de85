import { askArchive } from '#api/privacy/archives.ts';
import { AskErasure, WithdrawForm } from '#api/privacy/schemas.ts';
import { askErasure, withdrawErasure } from '#api/privacy/service.ts';
import type { Self } from '#api/profile/self.ts';
import { z } from 'zod';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0];
const Withdraw = WithdrawForm.extend({ id: z.string().max(60) });
const Ask = AskErasure.strip();

/** What somebody asks for about his own data. @returns the word for where that leads, or what was wrong */
export async function actOnOwn(page: Page, self: Self) {
  const copied = await submit(page, z.object({}), () => askArchive(self).then(() => true), {
    action: 'copy',
  });
  const asked = await submit(page, Ask, (input) => askErasure(self, input).then(() => true), {
    action: 'erase',
  });
  const withdrawn = await submit(
    page,
    Withdraw,
    ({ id, version }) => withdrawErasure(self, id, version).then(() => true),
    { action: 'withdraw' },
  );
  const told = copied.result
    ? 'copy_asked'
    : asked.result
      ? 'asked'
      : withdrawn.result
        ? 'withdrawn'
        : undefined;
  const failed = [copied, asked, withdrawn].find(({ error }) => error);
  return { done: told && `privacy.done.${told}`, form: (failed ?? asked).form };
}
