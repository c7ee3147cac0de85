/**
 * Drawings without a word in them, since which fonts a machine has nobody knows: what is to be explained gets a
 * number that is drawn, and the words stand in the caption. Thin ink on a light sheet, and one accent.
 */

const INK = '#28323d';
const FAINT = '#98a2ac';
const BODY = '#edf1f4';
const ACCENT = '#0b6b8f';
const PAPER = '#fdfdfc';

export type Point = [x: number, y: number];

const HEAD = `<marker id="head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5" markerHeight="5"
  orient="auto"><path d="M0 0 10 5 0 10Z" fill="${ACCENT}" stroke="none"/></marker>`;

export const sheet = (width: number, height: number, ...parts: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
  <defs>${HEAD}</defs><rect width="100%" height="100%" fill="${PAPER}"/>
  <g fill="none" stroke="${INK}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
  ${parts.join('\n  ')}</g></svg>`;

export const line = (...d: string[]) => `<path d="${d.join(' ')}"/>`;
/** A part that one looks at from outside. */
export const solid = (...d: string[]) => `<path d="${d.join(' ')}" fill="${BODY}"/>`;
/** What covers what lies behind it. */
export const sheetOf = (...d: string[]) => `<path d="${d.join(' ')}" fill="${PAPER}"/>`;
export const faint = (...d: string[]) => `<path d="${d.join(' ')}" stroke="${FAINT}" stroke-width="1.2"/>`;
export const dashed = (...d: string[]) =>
  `<path d="${d.join(' ')}" stroke="${FAINT}" stroke-width="1.4" stroke-dasharray="6 6"/>`;
export const accent = (...d: string[]) => `<path d="${d.join(' ')}" stroke="${ACCENT}" stroke-width="2.4"/>`;
export const arrow = (...d: string[]) =>
  `<path d="${d.join(' ')}" stroke="${ACCENT}" stroke-width="2.4" marker-end="url(#head)"/>`;
/** Water, or whatever else fills something. */
export const tint = (...d: string[]) =>
  `<path d="${d.join(' ')}" fill="${ACCENT}" fill-opacity=".15" stroke="none"/>`;
export const dot = (...d: string[]) => `<path d="${d.join(' ')}" fill="${ACCENT}" stroke="none"/>`;
export const dark = (...d: string[]) => `<path d="${d.join(' ')}" fill="${INK}" stroke="none"/>`;

export const box = ([x, y]: Point, [width, height]: Point, r = 0) =>
  `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
  `h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;
export const ring = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;

/** Wrong: struck out. */
export const cross = (x: number, y: number, r = 14) =>
  `<path d="M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}" stroke-width="3.4"/>`;
/** Right. */
export const tick = (x: number, y: number) =>
  `<path d="M${x - 11} ${y}l8 9l16 -19" stroke="${ACCENT}" stroke-width="4"/>`;

const DIGITS = [
  'M-2.6 -3.6 L.6 -6 V6',
  'M-3.3 -2.8 C-3.3 -7.2 3.5 -7 3.3 -2.6 C3.1 0 -1 2.4 -3.5 6 H3.7',
  'M-3.1 -6 H3.1 L-.5 -1.5 C2.5 -1.7 3.7 .4 3.5 2.4 C3.2 6.8 -2.7 7 -3.7 3.8',
  'M1.7 6 V-6 L-4 2.6 H3.9',
  'M3 -6 H-2.5 L-2.9 -.7 C0 -2.2 3.7 -.8 3.6 2.2 C3.5 6.8 -2.7 7 -3.7 4.2',
  'M2.6 -5.9 C-1.7 -5 -3.7 -1.4 -3.6 2 C-3.5 7.4 3.7 7.4 3.6 2.2 C3.5 -1.7 -2.4 -1.9 -3.5 1.6',
  'M-3.5 -6 H3.5 C.6 -2 -.6 2 -.8 6',
];

/** The number of a part, for the caption. */
export const callout = (number: number, x: number, y: number) =>
  `<g transform="translate(${x} ${y}) scale(1.2)"><circle r="13" fill="${ACCENT}" stroke="${PAPER}" stroke-width="2"/>
  <path d="${DIGITS[number - 1]}" stroke="#fff" stroke-width="2"/></g>`;

/** A fine line from a number to its part, and the number. */
export const pointer = (number: number, [x, y]: Point, [toX, toY]: Point) =>
  faint(`M${x} ${y}L${toX} ${toY}`) + callout(number, x, y);
