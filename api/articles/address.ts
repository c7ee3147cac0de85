import { fold } from '#db/fold.ts';

const LONGEST = 80;

const CYRILLIC: Record<string, string> = Object.fromEntries(
  (
    'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh ' +
    'щ=shch ъ= ы=y ь= э=e ю=yu я=ya'
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** The readable part of an address, in letters that survive every mail client. May be empty. */
export const slugOf = (title: string): string =>
  fold(title)
    .replace(/[а-я]/g, (letter) => CYRILLIC[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');

/** Where an article is read. The number decides; the words are for people. */
export const helpAddress = ({ locale, number, slug }: { locale: string; number: number; slug: string }) =>
  `/help/${locale}/${number}${slug && `-${slug}`}`;

/** The number at the head of `12-set-the-zero`; anything else names no article. */
export function numberIn(segment: string): number | undefined {
  const number = /^([1-9]\d{0,8})(?:-|$)/.exec(segment)?.[1];
  return number === undefined ? undefined : Number(number);
}
