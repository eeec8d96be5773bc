import type { InspectedColumn, Inspection } from '../model/inspection.ts';
import { formatCount, formatDecimal, formatShare } from './format-number.ts';
import { formatInstant } from './format-time.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { shownExtremes } from './shown-extremes.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';
import { isPlainType } from './value-text.ts';
import { truncate } from './width.ts';

const longestValue = 24;

/** The columns of an inspected table, one row each. */
export function inspectedColumns(inspection: Inspection, options: RenderOptions): readonly string[] {
  const style = styleOf(options.colour);
  const columns = [
    { title: 'column', paint: style.name },
    { title: 'type', isFlexible: true },
    { title: 'nulls', align: 'right' },
    { title: 'distinct', align: 'right' },
    { title: 'from', isFlexible: true },
    { title: 'to', isFlexible: true },
    { title: 'looks like', isFlexible: true },
  ] as const;
  const rows = inspection.columns.map((inspected) => cells(inspected, inspection, options));
  return textTable(columns, rows, { width: options.width, style });
}

function cells(inspected: InspectedColumn, inspection: Inspection, options: RenderOptions): readonly string[] {
  const { column, nulls, distinct } = inspected;
  const { min, max } = shownExtremes(inspected, inspection, options);
  return [
    printable(column.name),
    printable(column.type),
    inspection.rows === 0 ? '' : formatShare(nulls / inspection.rows),
    distinct === null ? '' : formatCount(distinct),
    extreme(min, inspected),
    extreme(max, inspected),
    semanticsInWords(inspected),
  ];
}

function extreme(text: string | null, { column }: InspectedColumn): string {
  if (text === null) return '';
  if (!isPlainType(column.kind)) return truncate(printable(text), longestValue);
  const isDecimal = column.kind === 'decimal' || column.kind === 'float';
  return formatInstant(printable(isDecimal ? formatDecimal(text) : text));
}

function semanticsInWords({ semantics }: InspectedColumn): string {
  if (semantics === undefined) return '';
  return semantics.looksLike === 'after' ? `after ${printable(semantics.column)}` : semantics.looksLike;
}
