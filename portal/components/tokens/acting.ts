import { requirePolicy } from '#api/core/http.ts';
import { parse } from '#api/core/parse.ts';
import { Self } from '#api/profile/self.ts';
import { CreateTokenForm, ListTokens, RevokeTokenForm } from '#api/tokens/schemas.ts';
import { createToken, listTokens, revokeToken } from '#api/tokens/service.ts';
import { submit } from '../../form.ts';

type Page = Parameters<typeof submit>[0] & { url: URL };

/** The list with what its buttons do; `done` says that something was. */
export async function tokenList(page: Page) {
  const { scope } = page.locals;
  requirePolicy(scope, 'in_person');
  const { result, error, form } = await submit(page, RevokeTokenForm, ({ id }) =>
    revokeToken(scope, id).then(() => true),
  );
  const tokens = await listTokens(scope, parse(ListTokens, Object.fromEntries(page.url.searchParams)));
  return { tokens, done: result, refused: error && form };
}

/** The form of a new one. @throws 401 `auth.prove_again` before anything is typed */
export async function tokenMaking(page: Page) {
  const self = new Self(page.locals.auth, page.locals);
  self.requireFresh('tokens.change');
  return submit(page, CreateTokenForm, (input) => createToken(self, input), {
    initial: { for: 'me', days: 90 },
  });
}
