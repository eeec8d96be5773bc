import type { Inspection } from '../model/inspection.ts';
import { labelled, type LabelledLayout } from './labelled.ts';
import { printable } from './printable.ts';

/** Each anomaly that suits an inspected table, with its columns, and the command that leads on. @param target its name */
export function suitingAnomalies(inspection: Inspection, target: string, layout: LabelledLayout): readonly string[] {
  const { columns, suits } = inspection;
  const ids = new Set([...suits, ...columns.flatMap((column) => column.suits)]);
  const [best] = mostSpecificFirst([...ids], inspection);
  if (best === undefined) return [];
  const labelWidth = Math.max(...[...ids].map((id) => id.length)) + 3;
  const lines = [...ids]
    .toSorted()
    .flatMap((id) => labelled(id, placesOf(id, inspection), { ...layout, indent: 2, labelWidth }, layout.style.name));
  const next = `faultline add ${best} ${subjectOf(best, inspection, target)}`;
  return ['', 'Anomalies that suit it:', ...lines, '', `Next: ${layout.style.name(next)}`];
}

/** `shop.public.orders.total`, as a shell takes it. */
function subjectOf(id: string, { table, columns, suits }: Inspection, target: string): string {
  const column = suits.includes(id) ? undefined : columns.find((each) => each.suits.includes(id))?.column.name;
  const names = [target, table.name.schema, table.name.name, ...(column === undefined ? [] : [column])];
  const isPlain = names.every((name) => /^[\p{L}\p{N}_-]+$/u.test(name));
  if (isPlain) return names.join('.');
  const quoted = names.map((name) => `"${printable(name).replaceAll('"', '""')}"`).join('.');
  return `'${quoted.replaceAll("'", String.raw`'\''`)}'`;
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
