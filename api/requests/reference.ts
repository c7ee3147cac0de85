const PREFIX = 'REQ';

/** How people name a request: in subjects, on the phone, in the search field. */
export const reference = ({ number }: { number: number }): string => `${PREFIX}-${number}`;

/** The number somebody means by "REQ-20481", "req 20481" or "20481". */
export function numberIn(text: string): number | undefined {
  const digits = /^\s*(?:req[\s-]*)?#?(\d{1,12})\s*$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
