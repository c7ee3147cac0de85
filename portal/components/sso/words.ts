import { isKey, type Translate } from '#api/i18n/index.ts';

/** What was wrong, for whoever looks after a connection. */
export function reasonText(t: Translate, reason: unknown): string {
  const key = `sso.reason.${String(reason)}`;
  return isKey(key) ? t(key) : t('sso.reason.answer');
}

/** Why somebody who wanted to try did not even leave. */
export const failedText = (t: Translate, { searchParams }: URL): string | undefined => {
  const reason = searchParams.get('failed');
  return reason === null ? undefined : reasonText(t, reason);
};
