import { z } from 'zod';

import { parse, version } from '#api/core/parse.ts';
import { SaveMacro } from '#api/macros/schemas.ts';
import { changeMacro, findMacro, removeMacro, saveMacro } from '#api/macros/service.ts';
import type { Macro } from '#db/schema/macros.ts';
import { submit } from '../../form.ts';
import { edited, type Page } from '../service-levels/editing.ts';

const Sent = z.looseObject({ version: version.optional(), tags: z.string().default('') });
const One = z.object({ version });

/** People write tags one after the other. */
const asked = ({ tags, version: _version, ...rest }: z.infer<typeof Sent>): SaveMacro =>
  parse(SaveMacro, {
    ...rest,
    tags: tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  });

const asForm = ({ name, shared, actions, version: read }: Macro): Record<string, string> => ({
  name,
  shared: shared ? 'yes' : 'no',
  reply: actions.reply ?? '',
  choice: actions.choice,
  status: actions.status ?? '',
  priority: actions.priority ?? '',
  assignee: actions.assignee ?? '',
  tags: actions.tags.join(', '),
  version: String(read),
});

/** The form of a new one. */
export const newMacro = (page: Page) =>
  submit(page, Sent, (sent) => saveMacro(page.locals.scope, asked(sent)), { initial: { shared: 'no' } });

/** The button that removes one. */
export const removal = (page: Page, id: string) =>
  submit(
    page,
    One,
    async (input) => {
      await removeMacro(page.locals.scope, id, input.version);
      return true;
    },
    { action: 'remove' },
  );

/** The page of a macro: what it does, and the form that changes it. */
export const editMacro = (page: Page, id: string) =>
  edited({
    find: () => findMacro(page.locals.scope, id),
    asForm,
    send: (initial) =>
      submit(page, Sent, (sent) => changeMacro(page.locals.scope, id, sent.version ?? 0, asked(sent)), {
        initial,
        action: 'save',
      }),
  });
