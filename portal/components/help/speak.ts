import { notFound } from '#api/core/errors.ts';
import { isLocale, translator, type Locale } from '#api/i18n/index.ts';

/**
 * Pages of the help speak the language of their address, whatever the reader chose elsewhere.
 *
 * @throws 404 for a language that we do not have
 */
export function speak(locals: App.Locals, asked: string | undefined): Locale {
  if (!isLocale(asked)) throw notFound('articles');
  locals.locale = asked;
  locals.t = translator(asked);
  return asked;
}
