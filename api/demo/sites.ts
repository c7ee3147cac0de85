import { newId } from '#db/ids.ts';
import { sites, siteKeys } from '#db/schema/sites.ts';
import * as content from './content/index.ts';
import { accountId, accountOf, type Story } from './story.ts';

/** Known beforehand, so that a page that tries the widgets works with every demo. */
const siteKeyOf = (key: string) => `pk_demo${key.replaceAll('-', '')}`;

/** Websites that embed the widgets. */
export function tellSites(story: Story): void {
  for (const { key, account, name, origins } of content.sites) {
    const id = newId('site');
    const createdAt = new Date(story.at(accountOf(account).since).getTime() + 90 * 86_400_000);
    const stamps = { createdAt, updatedAt: createdAt };
    story.insert(sites, [{ id, accountId: accountId(account), name, origins, ...stamps }]);
    story.insert(siteKeys, [{ id: newId('key'), siteId: id, key: siteKeyOf(key), createdAt }]);
  }
}
