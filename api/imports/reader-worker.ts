import { parentPort } from 'node:worker_threads';

import { analyse, type Analysed, type Format } from './analysis.ts';
import { kinds } from './kinds.ts';
import type { Asked, Prepared, Rows } from './reader.ts';
import { parentsFirst, rowReader, type ReadRow } from './rows.ts';

/** Reads files: everything about them that takes time happens here, beside the thread that answers people. */
const open = new Map<number, Analysed & { read: ReadRow[] }>();

const fileOf = (file: number) => {
  const found = open.get(file);
  if (!found) throw new Error(`file ${file} is not open`);
  return found;
};

const answers: { [Name in Asked['name']]: (file: number, question: never) => unknown } = {
  open: (file, { bytes, format }: { bytes: Uint8Array; format: Format }) => {
    const analysed = analyse(bytes, format);
    open.set(file, { ...analysed, read: [] });
    return analysed.analysis;
  },
  prepare: (file, { kind, mapping }: Prepared) => {
    const opened = fileOf(file);
    const all = opened.rows.map(rowReader(kinds[kind], opened.analysis.columns, mapping));
    opened.read = parentsFirst(all, kinds[kind].parent);
    return opened.read.length;
  },
  rows: (file, { from, count }: Rows) => fileOf(file).read.slice(from, from + count),
  close: (file) => open.delete(file),
};

parentPort?.on('message', ({ id, file, name, question }: Asked) => {
  try {
    parentPort?.postMessage({ id, answer: answers[name](file, question as never) }, []);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) }, []);
  }
});
