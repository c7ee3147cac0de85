import { eq } from 'drizzle-orm';

import { indexArticles } from '#api/articles/indexing.ts';
import { accounts, contacts, engagements } from '#db/schema/accounts.ts';
import { articles, revisions, sections, translations } from '#db/schema/articles.ts';
import { events, eventValues } from '#db/schema/events.ts';
import { files } from '#db/schema/files.ts';
import { importRejects, imports } from '#db/schema/imports.ts';
import { mails } from '#db/schema/mails.ts';
import { downloads, materials } from '#db/schema/materials.ts';
import { opportunities, opportunityNotes } from '#db/schema/opportunities.ts';
import { invitations, memberships, people } from '#db/schema/people.ts';
import { products } from '#db/schema/products.ts';
import { attachments, messages, notes, requests } from '#db/schema/requests.ts';
import { siteKeys, sites } from '#db/schema/sites.ts';
import { applicants } from './applicants.ts';
import type { World } from './world.ts';

const times = <T>(n: number, row: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => row(i));
const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 60_000);

/** So many of everything, and as much about the first of each: what pages show, written without asking anybody. */
export async function grow(w: World, n: number): Promise<void> {
  await companies(w, n);
  await applicants(w, n);
  await work(w, n);
  await sales(w, n);
  await library(w, n);
  await help(w, n);
  await goods(w, n);
}

async function companies({ db: { direct } }: World, n: number) {
  const named = (i: number) => ({ name: `Grown ${i}`, searchText: `grown ${i}` });
  await direct
    .insert(accounts)
    .values(times(n, (i) => ({ id: `acc_g${i}`, kind: 'customer' as const, ...named(i) })));
  const opened = { identity: 'read', contacts: 'read', requests: 'read' } as const;
  await direct
    .insert(engagements)
    .values(
      times(n, (i) => ({ id: `eng_g${i}`, partnerId: 'acc_brightline', customerId: `acc_g${i}`, ...opened })),
    );
  await direct
    .insert(contacts)
    .values(times(n, (i) => ({ id: `con_g${i}`, accountId: 'acc_dune', name: `Contact ${i}` })));
  await direct
    .insert(people)
    .values(times(n, (i) => ({ id: `per_g${i}`, email: `g${i}@dune.example`, name: `Grown ${i}` })));
  for (const [accountId, roleId] of [
    ['acc_dune', 'role_customer_member'],
    ['acc_brightline', 'role_partner_member'],
    ['acc_house', 'role_house_agent'],
  ] as const)
    await direct
      .insert(memberships)
      .values(times(n, (i) => ({ id: `mem_${accountId}${i}`, personId: `per_g${i}`, accountId, roleId })));
  await direct.insert(invitations).values(
    times(n, (i) => ({
      accountId: 'acc_brightline',
      roleId: 'role_partner_member',
      email: `new${i}@brightline.example`,
      invitedBy: 'per_bea',
      createdAt: at(i),
    })),
  );
  await direct.insert(sites).values(
    times(n, (i) => ({
      id: `site_g${i}`,
      accountId: 'acc_brightline',
      name: `Site ${i}`,
      origins: ['https://g.example'],
    })),
  );
  await direct
    .insert(siteKeys)
    .values(times(n, (i) => ({ id: `key_g${i}`, siteId: `site_g${i}`, key: `pk_g${i}` })));
}

async function work({ db: { direct } }: World, n: number) {
  await direct.insert(requests).values(
    times(n, (i) => ({
      id: `req_g${i}`,
      number: i + 1,
      accountId: 'acc_dune',
      requesterId: i % 2 ? 'per_dora' : 'per_dan',
      category: 'problem' as const,
      priority: 'normal' as const,
      status: i % 3 ? ('submitted' as const) : ('waiting_customer' as const),
      subject: `Grown ${i}`,
      locale: 'en' as const,
      assigneeId: 'per_abe',
      dueAt: at(i),
      lastMessageAt: at(i),
      lastSide: 'customer' as const,
      lastSeq: n,
      searchText: `grown ${i} dune labs`,
    })),
  );
  const said = { requestId: 'req_g0', body: 'Grown.' };
  await direct.insert(messages).values(
    times(n, (i) => ({
      id: `msg_g${i}`,
      ...said,
      seq: i + 1,
      side: 'customer' as const,
      authorId: 'per_dan',
      createdAt: at(i),
    })),
  );
  await direct
    .insert(notes)
    .values(times(n, (i) => ({ ...said, seq: i + 1, authorId: 'per_abe', createdAt: at(i) })));
  await direct.insert(files).values(
    times(2 * n, (i) => ({
      id: `file_g${i}`,
      name: 'grown.txt',
      type: 'text/plain',
      size: 1,
      sha256: '0',
      uploadedBy: 'per_dan',
      accountId: 'acc_dune',
      attachedAt: at(i),
    })),
  );
  await direct.insert(attachments).values(
    times(n, (i) => ({
      id: `att_g${i}`,
      requestId: 'req_g0',
      messageId: `msg_g${i}`,
      fileId: `file_g${i}`,
    })),
  );
  await happened({ direct }, n, [
    { name: 'account.changed', subjectType: 'account', subjectId: 'acc_dune', accountId: 'acc_dune' },
    { name: 'request.status_changed', subjectType: 'request', subjectId: 'req_g0', accountId: 'acc_dune' },
    { name: 'request.assigned', subjectType: 'request', subjectId: 'req_g0', accountId: 'acc_dune' },
    {
      name: 'opportunity.changed',
      subjectType: 'opportunity',
      subjectId: 'opp_g0',
      accountId: 'acc_brightline',
    },
  ]);
  await direct.insert(mails).values(
    times(n, (i) => ({
      id: `mail_g${i}`,
      onceKey: `g${i}`,
      toAddress: 'dan@dune.example',
      subject: 'Grown',
      text: '',
      html: '',
      headers: {},
      messageId: `<g${i}@example>`,
      state: 'kept' as const,
      createdAt: at(i),
    })),
  );
}

type Kind = Pick<typeof events.$inferInsert, 'name' | 'subjectType' | 'subjectId' | 'accountId'>;

async function happened({ direct }: Pick<World['db'], 'direct'>, n: number, kinds: Kind[]) {
  const rows = kinds.flatMap((kind, k) =>
    times(n, (i) => ({
      ...kind,
      id: `evt_g${k}_${i}`,
      at: at(i),
      audience: 'account' as const,
      actorKind: 'customer',
      actorId: 'per_dan',
      actorAccountId: 'acc_dune',
      data: { from: 'submitted', to: 'in_progress', action: 'work' },
    })),
  );
  await direct.insert(events).values(rows);
  await direct
    .insert(eventValues)
    .values(
      rows.map(({ id }) => ({ eventId: id, field: 'phone', audience: 'account' as const, after: '1' })),
    );
}

async function sales({ db: { direct } }: World, n: number) {
  const opportunity = (i: number, accountId: string, ownerId: string) => ({
    id: accountId === 'acc_house' ? `opp_h${i}` : `opp_g${i}`,
    accountId,
    customerId: 'acc_dune',
    ownerId,
    title: `Grown ${i}`,
    stage: 'qualify' as const,
    stageSince: at(i),
    amount: 100,
    currency: 'EUR' as const,
    closeOn: '2099-01-01',
    nextStep: 'Call',
    nextStepOn: '2026-01-01',
    shared: true,
    lastActivityAt: at(i),
    searchText: `grown ${i}`,
  });
  await direct.insert(opportunities).values(times(n, (i) => opportunity(i, 'acc_brightline', 'per_bea')));
  await direct
    .insert(opportunityNotes)
    .values(
      times(n, (i) => ({ opportunityId: 'opp_g0', authorId: 'per_bea', body: 'Grown', createdAt: at(i) })),
    );
}

async function library({ db: { direct } }: World, n: number) {
  await direct.insert(materials).values(
    times(n, (i) => ({
      id: `mat_g${i}`,
      title: `Grown ${i}`,
      category: 'datasheet' as const,
      audience: 'signed_in' as const,
      locale: 'en' as const,
      status: 'live' as const,
      fileId: `file_g${n + i}`,
      searchText: `grown ${i}`,
    })),
  );
  await direct.insert(downloads).values(
    times(n, (i) => ({
      materialId: 'mat_g0',
      personId: 'per_bea',
      accountId: 'acc_brightline',
      createdAt: at(i),
    })),
  );
}

async function help({ db: { direct }, portico }: World, n: number) {
  const names = { en: 'Grown', es: 'Grown', ru: 'Grown' };
  await direct.insert(sections).values({ id: 'sec_g', slug: 'grown', names, position: 9 });
  const words = (i: number) => ({ title: `Grown ${i}`, summary: 'Grown.' });
  const source = { sectionId: 'sec_g', audience: 'public', sourceLocale: 'en', status: 'live' } as const;
  await direct
    .insert(articles)
    .values(times(n, (i) => ({ id: `art_g${i}`, number: 500 + i, position: i, ...source })));
  await direct.insert(translations).values(
    times(n, (i) => ({
      id: `tra_g${i}`,
      articleId: `art_g${i}`,
      locale: 'en' as const,
      slug: 'g',
      ...words(i),
    })),
  );
  await direct.insert(revisions).values(
    times(n, (i) => ({
      id: `rev_g${i}`,
      translationId: `tra_g${i}`,
      number: 1,
      ...words(i),
      body: 'Grown.',
      html: '<p>Grown.</p>',
      headings: [],
      authorId: 'per_eve',
    })),
  );
  for (const i of times(n, (i) => i))
    await direct
      .update(translations)
      .set({ liveRevisionId: `rev_g${i}` })
      .where(eq(translations.id, `tra_g${i}`));
  await indexArticles(portico.base);
}

async function goods({ db: { direct } }: World, n: number) {
  await direct.insert(products).values(
    times(n, (i) => ({
      id: `prd_g${i}`,
      name: `Grown ${i}`,
      nameKey: `grown ${i}`,
      searchText: `grown ${i}`,
    })),
  );
  const job = {
    kind: 'accounts',
    source: 'csv',
    fileName: 'grown.csv',
    personId: 'per_ada',
    state: 'done',
    mapping: { columns: {}, aliases: [], set: {}, dates: {} },
    analysis: { encoding: 'utf-8', delimiter: ',', columns: ['name'], lines: n, sample: [], dates: {} },
    total: n,
    rejected: {},
    notes: [],
  } satisfies Omit<typeof imports.$inferInsert, 'fileId'>;
  await direct
    .insert(imports)
    .values(times(n, (i) => ({ ...job, id: `imp_g${i}`, fileId: `file_g${i}`, createdAt: at(i) })));
  await direct
    .insert(importRejects)
    .values(
      times(n, (i) => ({ importId: 'imp_g0', line: i + 2, reasons: ['name.required'], cells: ['Grown'] })),
    );
}
