import { world, type Name, type World } from '../support/world.ts';
import { fillLarge } from './support/large-house.ts';
import { compare } from './support/measure.ts';

const FEW = 10_000;
const MANY = 1_000_000;

type Act = (w: World) => Promise<unknown>;

/** scale.*: the same act in a house with a million rows and in one with ten thousand, by actors who reach as many. */
export async function run(): Promise<void> {
  const [few, many] = [await house(FEW), await house(MANY)];
  const measure = async (name: string, act: Act) =>
    compare(
      `scale.${name}`,
      20,
      () => act(many),
      () => act(few),
    );

  const get = (who: Name, path: string) => async (w: World) => {
    const answer = await w.as(who).get(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };
  await measure('requests.customer', get('dan', '/requests?tab=all'));
  await measure('requests.partner', get('bea', '/requests?tab=all'));
  await measure('requests.staff', get('abe', '/requests?sort=due'));
  await measure('requests.staff.number', get('abe', '/requests?tab=all&q=REQ-100007'));
  await measure('opportunities.partner', get('bea', '/opportunities'));
  await measure('opportunities.partner.stage', get('bea', '/opportunities?stage=propose'));
  await measure('opportunities.staff', get('max', '/opportunities'));
  await measure('requests.submit', (w) =>
    w.as('dan').post('/requests', { subject: 'One more', body: 'It drips.', category: 'question' }),
  );
  for (const { db } of [few, many]) db.close();
}

async function house(rows: number): Promise<World> {
  const w = await world();
  await fillLarge(w.db, rows);
  await Promise.all((['dan', 'bea', 'abe', 'max'] as const).map((who) => w.as(who).get('/requests')));
  return w;
}
