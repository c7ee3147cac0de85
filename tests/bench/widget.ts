import { buildWidgets } from '../widgets/support/build.ts';

const LIMIT = 14_000;

/** widget.bytes: what a visitor downloads for one widget, compressed, against the limit we set ourselves. */
export async function run(): Promise<void> {
  const built = await buildWidgets();
  const { v1 = 0, core = 0, ...parts } = built.sizes();
  await built.remove();
  for (const widget of ['search', 'form']) {
    const ours = v1 + core + (parts[widget] ?? Number.NaN);
    console.log(`widget.bytes.${widget}: ours=${ours} other=${LIMIT} ratio=${(LIMIT / ours).toFixed(2)}`);
  }
}
