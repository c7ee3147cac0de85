import { and, desc, eq } from 'drizzle-orm';

import { system } from '#api/core/actor.ts';
import { Scope } from '#api/core/scope.ts';
import type { Backstage } from '#api/handlers.ts';
import type { Handler } from '#api/jobs/worker.ts';
import type { Letter } from '#api/mail/layout.ts';
import type { Envelope } from '#api/mail/post.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { Event } from '#db/schema/events.ts';
import { people, type Person } from '#db/schema/people.ts';
import { attachments, messages, requests, type Message } from '#db/schema/requests.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import { listAgents } from './agents.ts';
import { newsLetter, receiptLetter, replyLetter, type Story } from './letters.ts';
import { readerOf, takingPartIn } from './readers.ts';
import { againLetter, wokenLetter } from './woken-letters.ts';

/** What was written comes back to whoever asked: he is signed in, so his address has proven itself. */
export const mailRequestReceipt =
  (backstage: Backstage): Handler =>
  async (event) => {
    const story = await storyOf(backstage, event);
    // Who entered it for a caller may have said that he is told nothing.
    if (!story?.request.requesterId || event.data['told'] === false) return;
    const answersMail = story.request.channel === 'email';
    const kind = { answerable: true, answersMail };
    await send(backstage, event, story, { ids: [story.request.requesterId], compose: receiptLetter, kind });
  };

/** What the house says goes to whoever asked and whoever takes part; what the customer's side says goes to the house. */
export const mailRequestReply =
  (backstage: Backstage): Handler =>
  async (event) => {
    const story = await storyOf(backstage, event);
    if (!story) return;
    if (story.message.side !== 'staff') return toTheHouse(backstage, event, story);
    const others = await takingPartIn(backstage, story.request);
    const [writing, reading] = [true, false].map((may) =>
      others.flatMap(({ personId, writes }) => (writes === may ? [personId] : [])),
    ) as [string[], string[]];
    const errand = { compose: replyLetter, ids: [story.request.requesterId, ...writing] };
    await send(backstage, event, story, { ...errand, kind: { answerable: true, byHand: true } });
    await send(backstage, event, story, { ...errand, ids: reading, kind: { byHand: true } });
  };

export const mailRequestNews =
  (backstage: Backstage): Handler =>
  async (event) => {
    const story = await storyOf(backstage, event);
    if (story) await toTheHouse(backstage, event, story);
  };

/** What the clock did: a question is asked once more, an answer waits no longer, a day to look again has come. */
export const mailRequestWoken =
  (backstage: Backstage): Handler =>
  async (event) => {
    const [said] = await inside(backstage)
      .select(messages, and(eq(messages.requestId, event.subjectId), eq(messages.side, 'staff')))
      .orderBy(desc(messages.seq))
      .limit(1);
    if (!said) return;
    const story = await tell(backstage, event, said);
    if (story.action === 'resume') return toTheHouse(backstage, event, story, againLetter);
    const ids = [story.request.requesterId];
    await send(backstage, event, story, { ids, compose: wokenLetter, kind: { answerable: true } });
  };

/** To whoever works on it; as long as nobody does, to everybody who may. */
async function toTheHouse(backstage: Backstage, event: Event, story: Story, compose = newsLetter) {
  const agents = await listAgents(inside(backstage));
  const own = agents.filter(({ id }) => id === story.request.assigneeId);
  // Nobody is told of what he has written himself.
  const ids = (own.length ? own : agents).flatMap(({ id }) => (id === event.actorId ? [] : id));
  await send(backstage, event, story, { ids, compose });
}

const inside = ({ base }: Backstage) => new Scope(base, system('mail-request'));

async function storyOf(backstage: Backstage, event: Event): Promise<Story | undefined> {
  const which = eq(messages.id, String(event.data['messageId']));
  const [message] = await inside(backstage).select(messages, which).limit(1);
  return message && tell(backstage, event, message);
}

async function tell(backstage: Backstage, event: Event, message: Message): Promise<Story> {
  const scope = inside(backstage);
  const request = await scope.find(requests, message.requestId);
  const account = await scope.find(accounts, request.accountId);
  const [first] = await scope
    .select(
      requestClocks,
      and(eq(requestClocks.requestId, request.id), eq(requestClocks.target, 'first_reply')),
    )
    .limit(1);
  const [author] = await scope.select(people, eq(people.id, message.authorId ?? '')).limit(1);
  return {
    request,
    message,
    account: account.name,
    author: author?.name ?? null,
    files: await scope.count(attachments, eq(attachments.messageId, message.id)),
    promisedAt: first?.dueAt ?? null,
    action: event.data['action'],
    url: backstage.config.url,
  };
}

type Errand = {
  ids: (string | null)[];
  compose: (story: Story, reader: Person) => Letter;
  kind?: Pick<Envelope, 'answerable' | 'answersMail' | 'byHand'>;
};

/**
 * Each gets a mail of his own, in his own language, if he may still read the request today. A mail that cannot be
 * sent does not hold up those of the others; the job is tried again for it.
 */
async function send(backstage: Backstage, event: Event, story: Story, { ids, compose, kind }: Errand) {
  const failures: unknown[] = [];
  for (const id of ids) {
    const reader = id && (await readerOf(backstage, id, story.request));
    if (!reader) continue;
    const envelope = { onceKey: `${event.id}:${id}`, to: reader.email, subjectId: story.request.id, ...kind };
    await backstage.post
      .post(envelope, () => compose(story, reader))
      .catch((error: unknown) => failures.push(error));
  }
  if (failures.length) throw failures[0];
}
