import { HOUSE_ID } from '#api/core/house.ts';
import { levelFor, type Level } from '#api/service-levels/levels.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { counters } from '#db/schema/jobs.ts';
import { requests } from '#db/schema/requests.ts';
import { requestClocks } from '#db/schema/service-levels.ts';
import * as content from './content/index.ts';
import type { Request } from './content/requests.ts';
import { Conversation } from './conversation.ts';
import { tellPrivacy } from './privacy.ts';
import { tellRating } from './ratings.ts';
import { tellAnswers, tellRequestTypes, type Forms } from './request-types.ts';
import { tellServiceLevels } from './service-levels.ts';
import { siteId } from './sites.ts';
import { accountId, accountOf, personId, personOf, sideOf, type Story } from './story.ts';

/** The first number minus one; the others follow in the order in which the requests came. */
const BEFORE = 20_471;

/** Service requests with their conversations, internal notes and attachments, and a wish to be erased. */
export function tellRequests(story: Story): void {
  const levels = tellServiceLevels(story);
  const forms = tellRequestTypes(story);
  // Their rows come before what points at them.
  story.insert(requests, []);
  story.insert(requestClocks, []);
  const begun = ({ entries: [{ at }] }: Request) => story.at(at).getTime();
  const inOrder = content.requests.toSorted((a, b) => begun(a) - begun(b));
  const told = new Map<string, string>();
  for (const [index, request] of inOrder.entries()) {
    try {
      told.set(request.subject, tellRequest({ story, levels, told, forms }, request, BEFORE + 1 + index));
    } catch (cause) {
      throw new Error(`The story of "${request.subject}" cannot have happened`, { cause });
    }
  }
  story.insert(counters, [{ name: 'requests', value: BEFORE + inOrder.length }]);
  tellPrivacy(story);
}

/** Ids of what is told already, by subject. */
type Before = { story: Story; levels: Level[]; told: Map<string, string>; forms: Forms };

function tellRequest({ story, levels, told, forms }: Before, request: Request, number: number): string {
  const { subject, category, priority } = request;
  const [opening, ...later] = request.entries;
  const createdAt = story.at(opening.at);
  const { columns, names } = askerOf(request);
  const { accountId: account, siteId: site } = columns;
  const id = newId('req');
  const { kind: accountKind } = accountOf(request.account ?? homeOf(request));
  const judged = { category, priority, accountId: account, accountKind, createdAt };
  const conversation = new Conversation(story, {
    subject: { id, accountId: account },
    status: site ? 'quarantined' : 'submitted',
    level: levelFor(levels, judged),
    judged,
  });
  conversation.begin(opening, { category, site });
  for (const entry of later) conversation.goOn(entry);

  const folded = fold(subject, ...names, opening.text);
  const { formId, searchText } = tellAnswers(story, forms, { id, subject, searchText: folded });
  const own = { id, number, ...columns, formId, category, priority, subject, searchText, createdAt };
  conversation.end();
  const mergedIntoId = goesOnIn(request, told);
  const row = conversation.columns();
  story.insert(requests, [{ ...own, ...row, mergedIntoId }]);
  tellRating(story, {
    id,
    number,
    requesterId: 'requesterId' in columns ? columns.requesterId : null,
    ...row,
  });
  return id;
}

/** The request that somebody put this one together with, by its subject. */
function goesOnIn({ entries }: Request, told: Map<string, string>): string | null {
  const [, ...subject] = entries.find(({ words: [word] }) => word === 'merge')?.words ?? [];
  if (!subject.length) return null;
  const id = told.get(subject.join(' '));
  if (!id) throw new Error(`Nothing goes on in ${subject.join(' ')}`);
  return id;
}

/** Whose account it is when nobody says so. */
const homeOf = ({ guest, entries: [{ by }] }: Request) => (guest ? 'northlight' : personOf(by).account);

/** What a row says of whoever asks; what a guest asks belongs to the house. */
function askerOf({ subject, guest, account, entries: [{ by }] }: Request) {
  if (guest) {
    const { name: guestName, email: guestEmail, locale, site } = guest;
    const columns = { accountId: HOUSE_ID, guestName, guestEmail, siteId: siteId(site), locale };
    return { columns, names: [guestName, guestEmail] };
  }
  if (sideOf(by) === 'staff') throw new Error(`${by} answers requests and asks none: ${subject}`);
  const { account: own, name, locale } = personOf(by);
  const { key, name: accountName } = accountOf(account ?? own);
  const columns = { accountId: accountId(key), requesterId: personId(by), siteId: null, locale };
  return { columns, names: [accountName, name] };
}
