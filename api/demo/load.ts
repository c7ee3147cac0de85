import type { Portico } from '#api/portico.ts';
import { people } from '#db/schema/people.ts';
import { demoHash, tellAccounts } from './accounts.ts';
import { tellApplications } from './applications.ts';
import { tellArticles } from './articles.ts';
import { accounts } from './content/index.ts';
import { tellEvents } from './events.ts';
import { tellMacros } from './macros.ts';
import { tellMails } from './mails.ts';
import { tellMaterials } from './materials.ts';
import { tellOpportunities } from './opportunities.ts';
import { tellProducts } from './products.ts';
import { tellRequests } from './requests.ts';
import { tellSites } from './sites.ts';
import { Story } from './story.ts';
import { websiteUrl } from './website.ts';

/** Fills an installation that nobody lives in yet with the demo company, its partners and their customers. */
export async function loadDemo(portico: Portico, now = new Date()): Promise<void> {
  const { base, house, config } = portico;
  const [somebody] = await base.db.reader.select({ id: people.id }).from(people).limit(1);
  if (somebody) return;

  const story = new Story(base, now);
  tellAccounts(story, await demoHash());
  tellSites(story, websiteUrl(config));
  tellApplications(story);
  tellProducts(story);
  tellOpportunities(story);
  tellRequests(story);
  tellMacros(story);
  tellMaterials(story);
  const documents = await tellArticles(story);
  tellEvents(story);
  await story.write();
  await tellMails(portico);

  house.name = accounts.find(({ kind }) => kind === 'house')?.name ?? house.name;
  await base.search.put(documents);
}
