import { z } from 'zod';

import { day, email, optionalText, text, version } from '#api/core/parse.ts';
import { Answers } from '#api/request-types/schemas.ts';
import {
  impacts,
  locales,
  requestCategories,
  requestChannels,
  requestLinkKinds,
  requestPriorities,
  requestResolutions,
  requestStatuses,
  urgencies,
} from '#db/enums.ts';
import { narrowing } from './narrowing.ts';
import { replyChoices, settableStatuses, tabs } from './status.ts';

const BODY = 20_000;

/** One line: it goes into the subject of mails. */
export const line = (max: number) =>
  z
    .string()
    .overwrite((value) => value.replace(/[\p{Cc}\s]+/gu, ' '))
    .trim()
    .min(1)
    .max(max);
/** Ids of files that were uploaded before. */
const fileIds = z.array(text(60)).max(10).default([]);

const ticked = z.union([z.boolean(), z.enum(['on', '']).transform((said) => said === 'on')]).default(false);

export const SubmitRequest = z
  .object({
    subject: line(160),
    body: text(BODY),
    /** What the type says where there is one. */
    category: z.enum(requestCategories).optional(),
    priority: z.enum(requestPriorities).default('normal'),
    /** The two of them together say how urgent it is. */
    impact: z.enum(impacts).optional(),
    urgency: z.enum(urgencies).optional(),
    attachments: fileIds,
    /** For a partner who asks for a customer it serves. */
    accountId: optionalText(60),
    /** By which form it is asked, and what is filled in there. */
    typeId: text(60).optional(),
    fields: Answers.optional(),
  })
  .refine(({ category, typeId }) => category || typeId, {
    path: ['category'],
    params: { code: 'required' },
  });
export type SubmitRequest = z.infer<typeof SubmitRequest>;

/** What an agent writes down for somebody who has called. */
export const EnterRequest = z.object({
  /** Who it was, as one of an account; else an account and a name, or a name alone. */
  membershipId: optionalText(60),
  accountId: optionalText(60),
  guestName: optionalText(120),
  guestEmail: email.nullish().or(z.literal('').transform(() => null)),
  locale: z.enum(locales).default('en'),
  channel: z.enum(requestChannels).exclude(['email']).default('phone'),
  subject: line(160),
  body: text(BODY),
  category: z.enum(requestCategories).default('question'),
  priority: z.enum(requestPriorities).default('normal'),
  /** Whether the caller gets the receipt that everybody gets who asks himself. */
  tell: ticked,
  /** Whether the agent goes on with it. */
  take: ticked,
});
export type EnterRequest = z.infer<typeof EnterRequest>;

export const RequestFilter = z.object({
  q: z.string().trim().max(200).optional(),
  tab: z.enum(tabs).default('open'),
  status: z.enum(requestStatuses).optional(),
  category: z.enum(requestCategories).optional(),
  priority: z.enum(requestPriorities).optional(),
  ...narrowing,
  sort: z.enum(['moved', 'due']).default('moved'),
});
export type RequestFilter = z.infer<typeof RequestFilter>;

/** `before` is the id of a message; its number would tell how many notes of the house are in between. */
export const ThreadPaging = z.object({ before: z.string().max(60).optional() });
export type ThreadPaging = z.infer<typeof ThreadPaging>;

export const Reply = z.object({
  body: text(BODY),
  attachments: fileIds,
  /** What an agent means by it; a customer's reply has none. */
  choice: z.enum(replyChoices).optional(),
  /** How it was solved, for an agent's solution. */
  resolution: z.enum(requestResolutions).exclude(['no_reply']).optional(),
});
export type Reply = z.infer<typeof Reply>;

/** The same, where the writer says what he has read: the newest message that he knows. */
export const HoldReply = Reply.extend({ seen: text(60).exactOptional() });
export type HoldReply = z.infer<typeof HoldReply>;

export const AddNote = z.object({ body: text(BODY) });
export type AddNote = z.infer<typeof AddNote>;

export const ChangeStatus = z.object({
  status: z.enum(settableStatuses),
  /** For `waiting_other`: the last day to look again, and for whom or what the house waits. */
  until: day.or(z.literal('').transform(() => undefined)).optional(),
  reason: z.string().trim().max(500).optional(),
  version,
});
export type ChangeStatus = z.infer<typeof ChangeStatus>;

/** Nobody when empty. */
export const AssignRequest = z.object({ assigneeId: optionalText(60), version });
export type AssignRequest = z.infer<typeof AssignRequest>;

export const ChangePriority = z.object({ priority: z.enum(requestPriorities), version });
export type ChangePriority = z.infer<typeof ChangePriority>;

export const AcceptSolution = z.object({ version });
export type AcceptSolution = z.infer<typeof AcceptSolution>;

/** What does not work yet. */
export const RejectSolution = z.object({ reason: text(BODY), attachments: fileIds });
export type RejectSolution = z.infer<typeof RejectSolution>;

/** Somebody who thanked needs help all the same. */
export const InsistOnHelp = z.object({ version });
export type InsistOnHelp = z.infer<typeof InsistOnHelp>;

/** Goes on with a request that has ended. */
export const FollowUp = z.object({ body: text(BODY), attachments: fileIds });
export type FollowUp = z.infer<typeof FollowUp>;

/** The other request, by its number or reference. */
const other = line(40);
export const MergeRequest = z.object({ into: other, version });
export type MergeRequest = z.infer<typeof MergeRequest>;
/** How it stands to the other; only the split itself makes parts. */
export const LinkRequest = z.object({
  to: other,
  kind: z.enum(requestLinkKinds).exclude(['split']).default('related'),
});
export type LinkRequest = z.infer<typeof LinkRequest>;
/** The message that is a matter of its own. */
export const SplitRequest = z.object({ messageId: text(60), subject: line(160), version });
export type SplitRequest = z.infer<typeof SplitRequest>;

export const WithdrawRequest = z.object({ version });
export type WithdrawRequest = z.infer<typeof WithdrawRequest>;

/** A request as a file tells it: what became of it elsewhere, with its days as they were. */
export const ImportRequest = z.strictObject({
  key: text(200),
  subject: line(160),
  body: text(BODY),
  requesterName: text(200).exactOptional(),
  requesterEmail: email,
  /** The company the requester belongs to. */
  account: text(200).exactOptional(),
  category: z.enum(requestCategories).default('question'),
  priority: z.enum(requestPriorities).default('normal'),
  /** What waits for a proof of its address is nothing that a file can bring. */
  status: z.enum(requestStatuses).exclude(['quarantined', 'merged']).default('submitted'),
  channel: z.enum(requestChannels).exactOptional(),
  createdAt: z.date().exactOptional(),
  firstResponseAt: z.date().exactOptional(),
  resolvedAt: z.date().exactOptional(),
  resolution: text(BODY).exactOptional(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
