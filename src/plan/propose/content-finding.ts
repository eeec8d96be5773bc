import type { Column } from '../../model/table.ts';
import type { Concept } from './concepts.ts';
import type { Finding } from './evidence.ts';
import type { TableSample } from './sample-table.ts';

/** Fewer values tell nothing. */
const fewestValues = 5;

const shapes: Readonly<Record<string, { readonly pattern: RegExp; readonly words: string }>> = {
  email: { pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/u, words: 'e-mail addresses' },
  phone: { pattern: /^\+?[\d\s()./-]{6,}$/u, words: 'telephone numbers' },
};

/** What a few of its values say about a column: whether they look like what is asked for, and differ at all. */
export function contentFinding(
  concept: Concept | undefined,
  column: Column,
  sample: TableSample | undefined,
): Finding | undefined {
  if (concept === undefined || sample === undefined || sample.rows < fewestValues) return undefined;
  const shape = concept.asks.map((ask) => shapes[ask]).find((found) => found !== undefined);
  const isNumber = ['decimal', 'float', 'integer'].includes(column.kind);
  if (shape === undefined && !(isNumber && concept.inKeys === 'refused')) return undefined;
  const values = sample.valuesOf(column);
  if (values.length < fewestValues) return { points: -25, reason: 'hardly filled' };
  if (shape === undefined) return new Set(values).size > 1 ? undefined : { points: -25, reason: 'always the same' };
  const share = values.filter((value) => shape.pattern.test(value)).length / values.length;
  if (share >= 0.8) return { points: 45, reason: `holds ${shape.words}` };
  return share < 0.2 ? { points: -50, reason: `holds no ${shape.words}` } : undefined;
}
