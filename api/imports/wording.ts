import { errorText, isKey, type Translate } from '#api/i18n/index.ts';

export const fieldLabel = (t: Translate, field: string): string => {
  const key = `imports.field.${field}`;
  return isKey(key) ? t(key) : field;
};

/** `product.unknown` in words: which field, and what is wrong with it. */
export function reasonText(t: Translate, reason: string): string {
  const [field = '', code = ''] = reason.split('.');
  const key = `imports.reason.${code}`;
  const known = [key, code.startsWith('invalid') ? 'imports.reason.invalid' : ''].find(isKey);
  return `${fieldLabel(t, field)} ${known ? t(known) : errorText(t, code)}`;
}
