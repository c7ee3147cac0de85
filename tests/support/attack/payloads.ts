/** As much as fits into a message, with room to spare. */
const BODY_CHARACTERS = 15_000;
const LINE_CHARACTERS = 150;

/** One text for all lines, in as many parts as a body can take. */
export function bodies(payloads: string[]): string[] {
  const parts: string[] = [];
  for (const payload of payloads) {
    const last = parts.at(-1);
    if (last === undefined || last.length + payload.length > BODY_CHARACTERS) parts.push(payload);
    else parts[parts.length - 1] = `${last}\n\n${payload}`;
  }
  return parts.filter((part) => part.trim());
}

/** As many as stand on one page. */
const ON_A_PAGE = 8;

export const chunks = (parts: string[]): string[][] =>
  Array.from({ length: Math.ceil(parts.length / ON_A_PAGE) }, (_, n) =>
    parts.slice(n * ON_A_PAGE, (n + 1) * ON_A_PAGE),
  );

/** Those that fit where one line is asked for. */
export const lines = (payloads: string[]) =>
  payloads.map((payload) => payload.trim()).filter((payload) => payload && payload.length <= LINE_CHARACTERS);

/** So many of them, from all over. */
export const few = (payloads: string[], count: number) => {
  const step = Math.max(1, Math.floor(payloads.length / count));
  return payloads.filter((_, n) => n % step === 0).slice(0, count);
};

/** A table of one column or more, every cell in quotation marks. */
export const csvOf = (head: string, cells: string[], columns: number) =>
  [
    head,
    ...cells
      .map((cell) => `"${cell.replaceAll('"', '""')}"`)
      .map((cell) => Array.from({ length: columns }, () => cell).join(',')),
  ].join('\r\n');
