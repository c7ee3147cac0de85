import { z } from 'zod';

import { optionalText, text } from '#api/core/parse.ts';
import { line } from '#api/requests/schemas.ts';
import { replyChoices, settableStatuses } from '#api/requests/status.ts';
import { MOST_TAGS } from '#api/tags/schemas.ts';
import { requestPriorities } from '#db/enums.ts';
import { unknownIn } from './placeholders.ts';

const BODY = 20_000;
const coded = (field: string, code: string) => ({ path: [field], params: { code } });
const yesOrNo = z.union([z.boolean(), z.enum(['yes', 'no']).transform((said) => said === 'yes')]);
/** A select that nothing is chosen in says so with an empty text. */
const maybe = <T extends string>(values: readonly T[]) =>
  z
    .enum(values)
    .nullish()
    .or(z.literal('').transform(() => null))
    .transform((value) => value ?? null);

/** For others a request waits with a day and a reason, which nobody knows beforehand. */
export const macroStatuses = settableStatuses.filter((status) => status !== 'waiting_other');

export const SaveMacro = z
  .object({
    name: text(80),
    shared: yesOrNo.default(false),
    reply: optionalText(BODY),
    choice: z.enum(replyChoices).default('answer'),
    status: maybe(macroStatuses),
    priority: maybe(requestPriorities),
    assignee: optionalText(60),
    tags: z.array(line(40)).max(MOST_TAGS).default([]),
  })
  .refine(({ reply }) => !reply || !unknownIn(reply).length, coded('reply', 'macros.unknown_placeholder'))
  .refine(({ reply, status }) => !reply || !status, coded('status', 'macros.reply_moves'))
  .refine(
    ({ reply, status, priority, assignee, tags }) =>
      reply ?? status ?? priority ?? assignee ?? tags.length > 0,
    coded('reply', 'macros.does_nothing'),
  );
export type SaveMacro = z.infer<typeof SaveMacro>;

/** `body` is the reply as the agent has changed it. */
export const RunMacro = z.object({ macroId: text(60), body: optionalText(BODY) });
export type RunMacro = z.infer<typeof RunMacro>;
