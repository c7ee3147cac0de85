import { listAccounts } from '#api/accounts/service.ts';
import { AccountFilter } from '#api/accounts/schemas.ts';
import { accountView } from '#api/accounts/view.ts';
import { suggestArticles } from '#api/articles/search.ts';
import { can } from '#api/core/actor.ts';
import type { Scope } from '#api/core/scope.ts';
import { MaterialFilter } from '#api/materials/schemas.ts';
import { listMaterials } from '#api/materials/service.ts';
import { OpportunityFilter } from '#api/opportunities/schemas.ts';
import { listOpportunities } from '#api/opportunities/service.ts';
import { RequestFilter } from '#api/requests/schemas.ts';
import { listRequests } from '#api/requests/service.ts';
import type { Locale } from '#db/enums.ts';
import { highlight, matcher } from '#search/highlight.ts';
import type { Part } from '#search/index.ts';
import { wordsOf } from '#search/match.ts';
import { foundKinds, type FoundKind } from './schemas.ts';

const EACH = 5;

type Asked = { q: string; locale: Locale; zone: string };

/** `detail` tells apart what bears the same name; `locale` is that of the title where it has one. */
type Source = { id: string; title: string; detail: string | null; url?: string; locale?: string };
/** With what was looked for standing out in its title. */
export type Finding = Source & { titleParts: Part[] };
export type Findings = { kind: FoundKind; items: Finding[] };

/** Each asks the list of its feature, so that what nobody may list nobody finds. */
const sources: Record<FoundKind, (scope: Scope, asked: Asked) => Promise<Source[]>> = {
  async accounts(scope, { q }) {
    const kinds = ['customer', 'partner'] as const;
    const pages = await Promise.all(
      kinds.map((kind) => listAccounts(scope, AccountFilter.parse({ q, kind }))),
    );
    const items = pages.flatMap((page) => page.items.map(accountView));
    return items.map(({ id, name, city = null }) => ({ id, title: name, detail: city }));
  },

  async opportunities(scope, { q, zone }) {
    const { items } = await listOpportunities(scope, OpportunityFilter.parse({ q, state: 'all' }), zone);
    return items.map(({ id, title, customerName }) => ({ id, title, detail: customerName }));
  },

  async requests(scope, { q }) {
    const { items } = await listRequests(scope, RequestFilter.parse({ q, tab: 'all' }));
    return items.map((row) => ({
      id: row.id,
      title: row.subject,
      detail: `${row.reference} · ${row.accountName}`,
    }));
  },

  async materials(scope, { q }) {
    const { items } = await listMaterials(scope, MaterialFilter.parse({ q }));
    return items.map(({ id, title, product, locale }) => ({ id, title, detail: product, locale }));
  },

  async articles(scope, { q, locale }) {
    const hits = await suggestArticles(scope, { q, locale, limit: EACH });
    return hits.map(({ id, title, url, locale: of }) => ({ id, title, detail: null, url, locale: of }));
  },
};

/** Everything of the actor's that a few letters may mean, a few of each kind, while it is still being typed. */
export async function find(scope: Scope, asked: Asked): Promise<Findings[]> {
  if (!asked.q) return [];
  const open = foundKinds.filter((kind) => kind === 'articles' || can(scope.actor, `${kind}.read`));
  const isHit = matcher(wordsOf(asked.q).map((word) => ({ spellings: [word], prefix: true })));
  const groups = await Promise.all(
    open.map(async (kind) => {
      const found = (await sources[kind](scope, asked)).slice(0, EACH);
      return { kind, items: found.map((one) => ({ ...one, titleParts: highlight(one.title, isHit) })) };
    }),
  );
  return groups.filter(({ items }) => items.length > 0);
}
