import type { Style } from './style.ts';
import { pad, width as widthOf, wrap } from './width.ts';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** It is wrapped where the terminal is narrow; the widest such column gives way first. */
  readonly isFlexible?: boolean;
  readonly paint?: (text: string) => string;
}

export interface TableOptions {
  /** Columns of the terminal, indent included. */
  readonly width: number;
  readonly indent?: string;
  readonly style: Style;
}

const gap = '   ';
const narrowest = 10;

/**
 * Columns under their titles, without lines around them. Only plain text goes in; a column's `paint` colours it.
 * @param rows one text for each column; an absent one is empty
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): readonly string[] {
  const { header, body } = tableLines(columns, rows, options);
  return [...header, ...body.flat()];
}

/** The same with the lines of each row apart, for headings in between. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  { width, indent = '', style }: TableOptions,
): { readonly header: readonly string[]; readonly body: readonly (readonly string[])[] } {
  const widths = fit(columns, rows, width - indent.length);
  const titles = columns.map((column) => column.title);
  const header = lines(columns, widths, titles, () => style.muted);
  const body = rows.map((row) => lines(columns, widths, row, (column) => column.paint));
  const indented = (texts: readonly string[]) => texts.map((text) => `${indent}${text}`.trimEnd());
  return { header: indented(header), body: body.map(indented) };
}

/** Widths that fit: first flexible columns give way as far as their longest words, then further. */
function fit(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const texts = columns.map(({ title }, index) => [title, ...rows.map((row) => row[index] ?? '')]);
  const widths = texts.map((column) => Math.max(...column.map(widthOf)));
  const words = texts.map((column) => Math.max(...column.flatMap((text) => text.split(' ')).map(widthOf)));
  const available = width - gap.length * (columns.length - 1);
  const whole = shrink(columns, widths, words, available);
  return shrink(
    columns,
    whole,
    words.map((word) => Math.min(word, narrowest)),
    available,
  );
}

function shrink(
  columns: readonly TableColumn[],
  widths: readonly number[],
  least: readonly number[],
  available: number,
): readonly number[] {
  const shrunk = [...widths];
  let excess = widths.reduce((sum, columnWidth) => sum + columnWidth, 0) - available;
  for (; excess > 0; excess -= 1) {
    const widest = widestFlexible(columns, shrunk, least);
    if (widest === undefined) return shrunk;
    shrunk[widest] = (shrunk[widest] ?? 0) - 1;
  }
  return shrunk;
}

function widestFlexible(
  columns: readonly TableColumn[],
  widths: readonly number[],
  least: readonly number[],
): number | undefined {
  let widest: number | undefined;
  for (const [index, column] of columns.entries()) {
    const current = widths[index] ?? 0;
    if (column.isFlexible !== true || current <= (least[index] ?? 0)) continue;
    if (widest === undefined || current > (widths[widest] ?? 0)) widest = index;
  }
  return widest;
}

/** One row; where a flexible cell is wrapped, several lines. */
function lines(
  columns: readonly TableColumn[],
  widths: readonly number[],
  cells: readonly string[],
  paintOf: (column: TableColumn) => TableColumn['paint'],
): readonly string[] {
  const wrapped = columns.map((_, index) => fold(cells[index] ?? '', widths[index] ?? 0));
  const height = Math.max(...wrapped.map((cell) => cell.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((column, index) => {
        const isLast = index === columns.length - 1 && column.align !== 'right';
        const text = wrapped[index]?.[row] ?? '';
        const padded = isLast ? text : pad(text, widths[index] ?? 0, column.align === 'right' ? 'right' : 'left');
        return paintOf(column)?.(padded) ?? padded;
      })
      .join(gap),
  );
}

function fold(text: string, columnWidth: number): readonly string[] {
  return widthOf(text) <= columnWidth ? [text] : wrap(text, columnWidth);
}
