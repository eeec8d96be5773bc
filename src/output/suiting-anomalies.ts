import type { Inspection } from '../model/inspection.ts';
import { labelled, type LabelledLayout } from './labelled.ts';
import { printable } from './printable.ts';

/** Each anomaly that suits an inspected table, with its columns, and the command that leads on. */
export function suitingAnomalies(inspection: Inspection, layout: LabelledLayout): readonly string[] {
  const { columns, suits } = inspection;
  const ids = new Set([...suits, ...columns.flatMap((column) => column.suits)]);
  const [best] = mostSpecificFirst([...ids], inspection);
  if (best === undefined) return [];
  const labelWidth = Math.max(...[...ids].map((id) => id.length)) + 3;
  const lines = [...ids]
    .toSorted()
    .flatMap((id) => labelled(id, placesOf(id, inspection), { ...layout, indent: 2, labelWidth }, layout.style.name));
  return ['', 'Anomalies that suit it:', ...lines, '', `Next: ${layout.style.name(`faultline catalog ${best}`)}`];
}

/** Anomalies that suit few columns before those that suit many: what fits everywhere says little about a column. */
export function mostSpecificFirst(ids: readonly string[], { columns }: Inspection): readonly string[] {
  const spread = (id: string) => columns.filter(({ suits }) => suits.includes(id)).length || columns.length;
  return ids.toSorted((a, b) => spread(a) - spread(b));
}

function placesOf(id: string, { columns, suits }: Inspection): string {
  if (suits.includes(id)) return 'whole rows';
  const names = columns.filter((column) => column.suits.includes(id)).map(({ column }) => printable(column.name));
  return names.length === columns.length ? 'every column' : names.join(', ');
}
