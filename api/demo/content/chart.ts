import { encodePng } from './png.ts';

const WIDTH = 640;
const HEIGHT = 240;
const MARGIN = 24;
const WHITE = 255;
const GRID = [223, 229, 232, 255];
const LINE = [11, 74, 92, 255];
const GRID_LINES = 4;
const PEN = 2;

/** A trend as somebody takes a picture of it: the values from left to right, as high as the lowest and highest allow. */
export function makeChart(values: number[]): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4).fill(WHITE);
  const dot = (x: number, y: number, colour: number[]) => pixels.set(colour, (y * WIDTH + x) * 4);
  for (let line = 0; line <= GRID_LINES; line += 1) {
    const y = Math.round(MARGIN + ((HEIGHT - 2 * MARGIN) * line) / GRID_LINES);
    for (let x = MARGIN; x < WIDTH - MARGIN; x += 1) dot(x, y, GRID);
  }
  let before = heightAt(values, MARGIN);
  for (let x = MARGIN; x < WIDTH - MARGIN; x += 1) {
    const y = heightAt(values, x);
    for (let at = Math.min(before, y) - PEN; at <= Math.max(before, y) + PEN; at += 1) dot(x, at, LINE);
    before = y;
  }
  return encodePng({ width: WIDTH, height: HEIGHT, pixels });
}

function heightAt(values: number[], x: number): number {
  const place = ((x - MARGIN) / (WIDTH - 2 * MARGIN)) * (values.length - 1);
  const [left = 0, right = left] = values.slice(Math.floor(place), Math.floor(place) + 2);
  const value = left + (right - left) * (place % 1);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return Math.round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
}
