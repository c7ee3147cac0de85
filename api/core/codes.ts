/** Short codes of products, serial numbers and cases: FM-40, NL2-11806, REQ-20534. */
const CODE = /(?<![\p{L}\d-])\p{Lu}[\p{Lu}\d]{0,5}-\d[\p{Lu}\d]{0,9}(?![\p{L}\d-])/gu;

/** Where the codes are in a text: browsers would break them at their hyphen. */
export function partsOf(text: string): { text: string; isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = [];
  let from = 0;
  for (const { 0: code, index } of text.matchAll(CODE)) {
    if (index > from) parts.push({ text: text.slice(from, index), isCode: false });
    parts.push({ text: code, isCode: true });
    from = index + code.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isCode: false });
  return parts;
}
