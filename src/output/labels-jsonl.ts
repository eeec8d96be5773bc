import type { Label } from '../model/run.ts';
import { chunked } from './chunked.ts';
import { labelColumns } from './label-columns.ts';

/** Labels as JSON lines: one object a line, its keys in the order of the columns. */
export function labelsJsonl(labels: AsyncIterable<Label>): AsyncIterable<string> {
  return chunked(lines(labels));
}

async function* lines(labels: AsyncIterable<Label>): AsyncGenerator<string> {
  for await (const label of labels) yield `${JSON.stringify(label, [...labelColumns])}\n`;
}
