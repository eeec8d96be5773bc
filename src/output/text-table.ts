import type { Style } from './style.ts';
import { pad, truncate, width as widthOf } from './width.ts';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** It may be cut with an ellipsis where the terminal is narrow; the widest such column gives way first. */
  readonly isFlexible?: boolean;
  readonly paint?: (text: string) => string;
}

const gap = '   ';
const narrowest = 8;

/**
 * Columns under their titles, without lines around them. Only plain text goes in; a column's `paint` colours it.
 * @param rows one text for each column; an absent one is empty
 * @param width columns of the terminal, indent included
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  { width, indent = '', style }: { readonly width: number; readonly indent?: string; readonly style: Style },
): readonly string[] {
  const widths = fit(columns, rows, width - indent.length);
  const titles = columns.map((column) => column.title);
  const header = line(columns, widths, titles, () => style.muted);
  return [header, ...rows.map((row) => line(columns, widths, row, (column) => column.paint))].map((text) =>
    `${indent}${text}`.trimEnd(),
  );
}

function fit(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const available = width - gap.length * (columns.length - 1);
  let excess = widths.reduce((sum, columnWidth) => sum + columnWidth, 0) - available;
  while (excess > 0) {
    const widest = widestFlexible(columns, widths);
    if (widest === undefined) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function widestFlexible(columns: readonly TableColumn[], widths: readonly number[]): number | undefined {
  let widest: number | undefined;
  for (const [index, column] of columns.entries()) {
    const current = widths[index] ?? 0;
    if (column.isFlexible !== true || current <= narrowest) continue;
    if (widest === undefined || current > (widths[widest] ?? 0)) widest = index;
  }
  return widest;
}

function line(
  columns: readonly TableColumn[],
  widths: readonly number[],
  cells: readonly string[],
  paintOf: (column: TableColumn) => TableColumn['paint'],
): string {
  const shown = columns.map((column, index) => {
    const columnWidth = widths[index] ?? 0;
    const text = truncate(cells[index] ?? '', columnWidth);
    const isLast = index === columns.length - 1 && column.align !== 'right';
    const padded = isLast ? text : pad(text, columnWidth, column.align === 'right' ? 'right' : 'left');
    return paintOf(column)?.(padded) ?? padded;
  });
  return shown.join(gap);
}
