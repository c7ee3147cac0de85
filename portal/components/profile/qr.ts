import { encode } from 'uqr';

/** The dark squares of a QR code as one path, run by run, in a picture of `size` squares. */
export function drawQr(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { border: 4 });
  const runs = data.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      return [`M${x} ${y}h${(end < 0 ? size : end) - x}v1H${x}z`];
    }),
  );
  return { size, path: runs.join('') };
}
