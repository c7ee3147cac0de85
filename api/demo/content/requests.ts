import { locales, requestCategories, requestPriorities, type Locale } from '#db/enums.ts';
import { oneOf } from './one-of.ts';
import { readScripts, type Block, type Entry } from './script.ts';
import type { AccountKey } from './shape.ts';

export type Guest = { name: string; email: string; site: string; locale: Locale };

export type Request = {
  subject: string;
  category: (typeof requestCategories)[number];
  priority: (typeof requestPriorities)[number];
  /** Whose it is, where somebody asks for another company. */
  account: AccountKey | undefined;
  /** Who asked on a website, without an account here. */
  guest: Guest | undefined;
  /** Oldest first, and the first one is the question. */
  entries: [Entry, ...Entry[]];
};

const GUEST = /^from (.+) <(.+)> on (\S+) (\w+)$/;

/**
 * Service requests as they were written. The facts of one are its category and priority, and then perhaps `for dune`
 * or `from Ute Kramer <ute@kessler.example> on northlight-www en`. The words of an entry are what somebody did.
 */
export const requests: Request[] = readScripts('requests').map(requestOf);

function requestOf({ title, facts, entries }: Block): Request {
  const [head = '', ...more] = facts;
  const [category, priority] = head.split(' ');
  const [first, ...later] = entries;
  if (!first) throw new Error(`Nobody in the demo has written ${title}`);
  if (!more.every((line) => line.startsWith('for ') || GUEST.test(line)))
    throw new Error(`The demo does not understand: ${more.join()}`);
  const [, name, email, site, locale] = more.map((line) => GUEST.exec(line)).find(Boolean) ?? [];
  return {
    subject: title,
    category: oneOf(requestCategories, category),
    priority: oneOf(requestPriorities, priority),
    account: more.find((line) => line.startsWith('for '))?.slice('for '.length),
    guest: name && email && site ? { name, email, site, locale: oneOf(locales, locale) } : undefined,
    entries: [first, ...later],
  };
}
