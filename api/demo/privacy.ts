import { HOUSE_ID } from '#api/core/house.ts';
import { monthAfter } from '#api/privacy/due.ts';
import { newId } from '#db/ids.ts';
import { counters } from '#db/schema/jobs.ts';
import { erasures } from '#db/schema/privacy.ts';
import { personId, type Story } from './story.ts';

const DAY_MS = 86_400_000;
const DAYS_AGO = 9;
const REASON =
  'I have left Ember Foods and work for another company now. Please delete what you hold about me.';

/** Somebody waits to be erased; the month that the law gives has begun. */
export function tellPrivacy(story: Story): void {
  const id = newId('era');
  const at = new Date(story.now.getTime() - DAYS_AGO * DAY_MS);
  const wish = { id, number: 1, personId: personId('sanjay'), channel: 'self', state: 'asked' } as const;
  const dates = { createdAt: at, updatedAt: at, dueAt: monthAfter(at) };
  story.insert(erasures, [{ ...wish, ...dates, reason: REASON, tally: {} }]);
  story.insert(counters, [{ name: 'erasures', value: 1 }]);
  story.happened({
    name: 'erasure.asked',
    at,
    by: { job: 'profile' },
    subject: { id, accountId: HOUSE_ID },
    audience: 'staff',
    data: { channel: 'self' },
  });
}
