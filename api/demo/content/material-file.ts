import { makeLogo } from './logo.ts';
import { makePdf } from './pdf.ts';
import type { Material } from './shape.ts';

/** The bytes of a material's file. */
export function materialFile({ file: { source } }: Material): Uint8Array<ArrayBuffer> {
  if (source.kind === 'pdf') return makePdf(source.title, source.lines);
  if (source.kind === 'logo') return makeLogo(source.size, source.ground);
  return new TextEncoder().encode(source.text);
}
