import { eq, sql } from 'drizzle-orm';

import type { Auth } from '#api/auth/service.ts';
import { AppError, conflict } from '#api/core/errors.ts';
import { HOUSE_ID } from '#api/core/house.ts';
import type { Scope } from '#api/core/scope.ts';
import { searchTextOf } from '#api/requests/search-text.ts';
import { clocksOf } from '#api/service-levels/keeping.ts';
import type { Locale } from '#db/enums.ts';
import { accounts } from '#db/schema/accounts.ts';
import { messages, requests, type Message, type Request } from '#db/schema/requests.ts';
import { Challenges, LONGEST_MS } from './challenge.ts';
import { hold } from './holding.ts';
import type { AskAsGuest } from './schemas.ts';
import { firstMessage, release } from './release.ts';

const KNOWN = 'guests.known';

/** Where a question comes from: the site is empty for the portal's own page. */
export type From = { siteId: string | null; address: string };

/** What people without an account leave here: it waits until the address has proven itself. */
export class Guests {
  readonly #auth: Auth;
  readonly #challenges: Challenges;

  constructor(auth: Auth, secret: string | undefined) {
    this.#auth = auth;
    this.#challenges = new Challenges(secret);
  }

  challenge(locale: Locale, siteId: string | null): string {
    return this.#challenges.issue({ locale, siteId });
  }

  /**
   * Does the same for a known and an unknown address: only what comes by mail differs. A form that was sent twice
   * asks once.
   *
   * @throws 422 with the field `challenge`, 429
   */
  async ask(scope: Scope, input: AskAsGuest, { siteId, address }: From): Promise<void> {
    const locale = this.#challenges.read(input.challenge, siteId);
    const { limits } = this.#auth;
    await limits.take('guest-address', address);
    if (input.website) return;
    await limits.take('guest-person', input.email);
    await limits.take('guest-site', siteId ?? 'portal');
    try {
      await scope.asSystem('ask').write((write) => {
        write.require(sql`not exists (${known(input)})`, conflict(KNOWN));
        hold(write, input, { siteId, locale });
      });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== KNOWN) throw error;
    }
  }

  /** What a link of ours opens, without using it up. @throws 410 */
  async open(scope: Scope, code: string): Promise<{ request: Request; message: Message }> {
    const { subjectId } = await this.#auth.codes.look('proof', code);
    const house = scope.asSystem('prove');
    const [request] = await house.select(requests, eq(requests.id, subjectId));
    if (!request) throw new AppError(410, 'codes.spent');
    return { request, message: await firstMessage(house, request) };
  }

  /**
   * The address is proven. Where its owner belongs to a customer the request becomes that customer's; else the house
   * keeps it.
   *
   * @throws 410
   */
  async prove(scope: Scope, code: string): Promise<Request> {
    const { request, message } = await this.open(scope, code);
    const house = scope.asSystem('prove');
    const owner = await this.#ownerOf(house, request, message);
    const clocks = await clocksOf(house, { ...request, ...owner, status: 'submitted' });
    await house.write((write) => {
      this.#auth.codes.redeem(write, 'proof', code);
      release(write, request, { by: 'proof', message, clocks, owner });
      if (!owner) return;
      const { requesterId: authorId } = owner;
      write.mark(messages, eq(messages.id, message.id), { authorId, side: 'customer' });
    });
    return house.find(requests, request.id);
  }

  /** The person with this address, in the customer account that was joined first. */
  async #ownerOf(house: Scope, request: Request, { body }: Message) {
    const { guestEmail, accountId, subject, lastSide } = request;
    if (accountId !== HOUSE_ID || !guestEmail) return undefined;
    const person = await this.#auth.directory.byEmail(guestEmail);
    const members = person ? await this.#auth.directory.membersOf(person.id) : [];
    const customer = members.find(({ kind }) => kind === 'customer');
    if (!person || !customer) return undefined;
    const account = await house.find(accounts, customer.accountId);
    return {
      accountId: account.id,
      requesterId: person.id,
      lastSide: lastSide === 'guest' ? ('customer' as const) : lastSide,
      searchText: searchTextOf(subject, [account.name, person.name], body),
    };
  }
}

/** No form lives longer, so what comes again within this time may be the same one. */
const known = ({ email, subject, body }: AskAsGuest) => sql`select 1 from ${requests}
  join ${messages} on ${messages.requestId} = ${requests.id} and ${messages.seq} = 1
  where ${requests.status} = 'quarantined' and ${requests.lastMessageAt} >= ${Date.now() - LONGEST_MS}
    and ${requests.guestEmail} = ${email} and ${requests.subject} = ${subject} and ${messages.body} = ${body}`;
