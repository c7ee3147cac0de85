import { HOUSE_ID } from '#api/core/house.ts';
import { fold } from '#db/fold.ts';
import { newId } from '#db/ids.ts';
import { downloads, materials } from '#db/schema/materials.ts';
import * as content from './content/index.ts';
import { materialFile, type PersonKey } from './content/index.ts';
import type { Material } from './content/materials.ts';
import { accountId, personId, personOf, type Story } from './story.ts';

const PUBLISHER: PersonKey = 'eve';
const READERS: PersonKey[] = ['bea', 'ben', 'cleo', 'luis', 'dina', 'pete', 'rocio', 'cora'];
const DAY = 86_400_000;

/** Brochures, data sheets and the sales kit, with who has fetched them. */
export function tellMaterials(story: Story): void {
  const fileIds = story.keep(
    content.materials.map((material) => ({
      ...materialFile(material),
      by: PUBLISHER,
      at: story.at(material.publishedAt),
    })),
  );
  const rows = content.materials.flatMap((material, index) => {
    const fileId = fileIds[index];
    return fileId ? [rowOf(story, material, fileId)] : [];
  });
  story.insert(materials, rows);
  for (const { id, createdAt: at } of rows) {
    const subject = { id, accountId: HOUSE_ID };
    story.happened({ name: 'material.published', at, by: PUBLISHER, subject });
  }
  story.insert(
    downloads,
    rows.filter(forPartners).flatMap((row, index) => fetched(story, row, index)),
  );
}

function rowOf(story: Story, material: Material, fileId: string) {
  const { title, description, category, audience, locale, product, edition, expiresInDays } = material;
  const publishedAt = story.at(material.publishedAt);
  return {
    id: newId('mat'),
    fileId,
    title,
    description,
    category,
    audience,
    locale,
    product,
    edition,
    status: 'live' as const,
    expiresOn: expiresInDays === undefined ? null : story.day({ inDays: expiresInDays }),
    searchText: fold(title, description, product),
    createdAt: publishedAt,
    updatedAt: publishedAt,
  };
}

type Row = ReturnType<typeof rowOf>;

const forPartners = ({ audience }: Row) => audience === 'partners' || audience === 'public';

/** Two of three partners' people fetch a new material within its first days. */
function fetched(story: Story, { id, createdAt }: Row, index: number) {
  return READERS.filter((_, reader) => (index + reader) % 3 !== 0)
    .map((key, nth) => ({
      id: newId('dl'),
      materialId: id,
      personId: personId(key),
      accountId: accountId(personOf(key).account),
      createdAt: new Date(createdAt.getTime() + (nth + 1.4) * DAY),
    }))
    .filter((download) => download.createdAt < story.now);
}
