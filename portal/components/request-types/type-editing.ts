import { accountsNamed, oneNamed } from '#api/accounts/importing.ts';
import { invalid } from '#api/core/errors.ts';
import { parse } from '#api/core/parse.ts';
import type { Scope } from '#api/core/scope.ts';
import { TypeInput } from '#api/request-types/schemas.ts';
import { changeType, companyNames, createType, findType } from '#api/request-types/service.ts';
import type { RequestType } from '#db/schema/request-types.ts';
import { submit } from '../../form.ts';
import { editing } from './editing.ts';
import type { Parts } from './saving.ts';
import { numberOf, Sent, textOf, wordsFrom, wordsInto, type Page } from './sent.ts';

/** People write the names of companies, one a line. */
async function companiesIn(scope: Scope, text: string): Promise<string[] | null> {
  const names = text
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (!names.length) return null;
  const found = await accountsNamed(scope, names);
  return names.map((name) => {
    const { account } = oneNamed(found, name, 'accountIds');
    if (!account) throw invalid({ accountIds: 'request_types.unknown_company' });
    return account.id;
  });
}

async function factsIn(scope: Scope, sent: Sent, rest: Parts) {
  return parse(TypeInput, {
    name: wordsFrom(sent, 'name'),
    intro: wordsFrom(sent, 'intro'),
    audience: textOf(sent, 'audience'),
    category: textOf(sent, 'category'),
    position: numberOf(sent, 'position'),
    accountIds: await companiesIn(scope, textOf(sent, 'accountIds')),
    ...rest,
  });
}

async function asForm(scope: Scope, type: RequestType): Promise<Record<string, string>> {
  return {
    ...wordsInto('name', type.name),
    ...wordsInto('intro', type.intro),
    audience: type.audience,
    category: type.category,
    position: String(type.position),
    accountIds: (await companyNames(scope, type.accountIds ?? [])).join('\n'),
  };
}

const AT_FIRST = { audience: 'customers', category: 'question', position: '100' };

export const newType = (page: Page) =>
  submit(
    page,
    Sent,
    async (sent) => {
      const { scope } = page.locals;
      return createType(scope, await factsIn(scope, sent, { sections: [], templates: [] }));
    },
    { initial: AT_FIRST },
  );

/** What a type is called, and whom it is for. Its form has pages of its own. */
export const editType = (page: Page, id: string) =>
  editing(page, {
    find: () => findType(page.locals.scope, id),
    asForm: (type) => asForm(page.locals.scope, type),
    save: async (sent, type) => {
      const rest = { sections: type.draft.sections, templates: type.templates };
      const { scope } = page.locals;
      return changeType(scope, id, sent.version, await factsIn(scope, sent, rest));
    },
  });
