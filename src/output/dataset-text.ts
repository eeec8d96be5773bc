import type { Dataset, TablePreview } from '../model/dataset.ts';
import { count, formatBytes, formatCount, formatSeconds } from './format-number.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';
import { truncate, width as widthOf } from './width.ts';

/** Columns of the terminal that one value takes at the most. */
const widest = 36;
const gap = 3;

/** What a data set would look like. @param workers that would make it side by side */
export function previewText(
  { name, anomalies }: Pick<Dataset, 'name' | 'anomalies'>,
  previews: readonly TablePreview[],
  workers: number,
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  const style = styleOf(colour);
  const blocks = previews.map((preview) => {
    const size = preview.rows * preview.bytesPerRow;
    const head = `${style.name(printable(preview.table))}   ${formatCount(preview.rows)} rows × ${count(preview.columns.length, 'column')}   ~${formatBytes(size)} as CSV`;
    return [head, ...sampleLines(preview, width, style), ''];
  });
  const bytes = previews.reduce((sum, { rows, bytesPerRow }) => sum + rows * bytesPerRow, 0);
  const seconds = previews.reduce((sum, { rows, secondsPerRow }) => sum + rows * secondsPerRow, 0) / workers;
  const rows = previews.reduce((sum, preview) => sum + preview.rows, 0);
  const note =
    anomalies === undefined
      ? []
      : [
          `These are the rows before ${anomalies.kind === 'mix' ? 'a mix of anomalies' : count(anomalies.steps.length, 'step')} breaks them.`,
          '',
        ];
  return `${[
    ...blocks.flat(),
    ...note,
    `${name}: ${count(previews.length, 'table')}, ${formatCount(rows)} rows, ~${formatBytes(bytes)} as CSV, ~${formatSeconds(seconds)}. Nothing was written.`,
  ].join('\n')}\n`;
}

function sampleLines(preview: TablePreview, width: number, style: ReturnType<typeof styleOf>): readonly string[] {
  const cells = preview.sample.map((row) =>
    row.map((value) => (value === null ? '∅' : truncate(printable(value), widest))),
  );
  const widths = preview.columns.map((title, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  let used = 2;
  const shown = widths.findIndex((each) => (used += each + gap) > width + gap);
  const fitting = shown < 0 ? preview.columns.length : Math.max(1, shown);
  const columns = preview.columns.slice(0, fitting).map((title) => ({ title: printable(title) }));
  const lines = textTable(
    columns,
    cells.map((row) => row.slice(0, fitting)),
    { width, indent: '  ', style },
  );
  const left = preview.columns.slice(fitting);
  return left.length === 0
    ? lines
    : [...lines, style.muted(`  and ${count(left.length, 'more column')}: ${left.map(printable).join(', ')}`)];
}
