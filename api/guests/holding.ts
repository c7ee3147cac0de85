import { HOUSE_ID } from '#api/core/house.ts';
import type { Write } from '#api/core/write.ts';
import { searchTextOf } from '#api/requests/search-text.ts';
import type { Locale } from '#db/enums.ts';
import { messages, requests, type Message, type Request } from '#db/schema/requests.ts';
import type { AskAsGuest } from './schemas.ts';

type Asked = Pick<AskAsGuest, 'name' | 'email' | 'subject' | 'body' | 'category'>;
type About = { siteId: string | null; locale: Locale; channel?: Request['channel'] };

/** Keeps what somebody asks until his address has proven itself. */
export function hold(
  write: Write,
  { name, email, subject, body, category = 'question' }: Asked,
  { siteId, locale, channel = null }: About,
): { request: Omit<Request, 'number'>; message: Message } {
  const now = new Date();
  const request = write.insert(
    requests,
    {
      accountId: HOUSE_ID,
      guestName: name,
      guestEmail: email,
      siteId,
      category,
      priority: 'normal',
      channel,
      status: 'quarantined',
      subject,
      locale,
      lastMessageAt: now,
      lastSide: 'guest',
      lastSeq: 1,
      searchText: searchTextOf(subject, [name, email], body),
    },
    { number: write.next('requests') },
  );
  const message = write.insert(messages, { requestId: request.id, seq: 1, side: 'guest', body });
  write.record('request.quarantined', request, {
    audience: 'staff',
    data: { messageId: message.id, siteId },
  });
  return { request, message };
}
