import { newId } from '#db/ids.ts';
import { sites, siteKeys } from '#db/schema/sites.ts';
import * as content from './content/index.ts';
import { accountId, accountOf, type Story } from './story.ts';

/** Known beforehand, so that a page that tries the widgets works with every demo. */
export const siteKeyOf = (key: string) => `pk_demo${key.replaceAll('-', '')}`;
export const siteId = (key: string) => `site_${key.replaceAll('-', '')}`;

const DAYS_90 = 90 * 86_400_000;

/** The website that is served beside the portal, so that the widgets can be seen in it. */
export const SHOWN = 'brightline-www';

/** Websites that embed the widgets. @param address of the one that is served on this machine */
export function tellSites(story: Story, address: string | undefined): void {
  for (const { key, account, name, origins } of content.sites) {
    const id = siteId(key);
    const createdAt = new Date(story.at(accountOf(account).since).getTime() + DAYS_90);
    const stamps = { createdAt, updatedAt: createdAt };
    const own = {
      id,
      accountId: accountId(account),
      name,
      origins: key === SHOWN && address ? [...origins, address] : origins,
    };
    story.insert(sites, [{ ...own, ...stamps }]);
    story.insert(siteKeys, [{ id: newId('key'), siteId: id, key: siteKeyOf(key), createdAt }]);
  }
}
