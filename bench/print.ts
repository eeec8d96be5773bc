import { formatCount } from '../src/output/format-number.ts';
import { style } from '../src/output/style.ts';
import { textTable, type TableColumn } from '../src/output/text-table.ts';
import type { Speed } from './speed.ts';

const plain = style(false);

/** Writes a section: its title, its table, and what there is to say about it. */
export function print(title: string, table: readonly string[], notes: readonly string[] = []): void {
  process.stdout.write(`\n${title}\n\n${table.join('\n')}\n`);
  for (const note of notes) process.stdout.write(`\n${note}\n`);
}

/** @param texts how many columns, from the left, hold words; the others are numbers, on the right */
export function tableOf(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  texts: number,
): readonly string[] {
  const columns = titles.map((title, index): TableColumn => ({ title, align: index < texts ? 'left' : 'right' }));
  return textTable(columns, rows, { width: 200, style: plain });
}

export function speedTable(results: readonly Speed[]): readonly string[] {
  const titles = [
    'engine',
    'anomaly',
    'key',
    'rows',
    'changed',
    'by hand',
    'apply',
    'ratio',
    'by hand',
    'rollback',
    'ratio',
  ];
  const rows = results.map(({ engine, anomaly, key, rows, changed, change, takeBack }) => [
    engine,
    anomaly,
    key,
    formatCount(rows),
    formatCount(changed),
    ...[change, takeBack].flatMap((pair) => [
      milliseconds(pair.byHand),
      milliseconds(pair.byFaultline),
      pair.ratio.toFixed(2),
    ]),
  ]);
  return tableOf(titles, rows, 3);
}

export function milliseconds(time: number): string {
  return `${formatCount(Math.round(time))} ms`;
}
