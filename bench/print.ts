import { formatCount } from '../src/output/format-number.ts';
import { style } from '../src/output/style.ts';
import { textTable, type TableColumn } from '../src/output/text-table.ts';
import type { DataSetSpeed } from './data-sets.ts';
import type { Fleet } from './fleet.ts';
import { clients, type Memory } from './memory.ts';
import type { AnomalyName } from './orders.ts';
import type { Speed } from './speed.ts';
import type { StartUp } from './start-up.ts';

const width = 160;

export function printSpeed(results: readonly Speed[]): void {
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
  const rows = results.map(({ engine, anomaly, key, rows: size, changed, change, takeBack }) => [
    engine,
    anomaly,
    key,
    formatCount(size),
    formatCount(changed),
    ...[change, takeBack].flatMap((pair) => [
      milliseconds(pair.byHand),
      milliseconds(pair.byFaultline),
      pair.ratio.toFixed(2),
    ]),
  ]);
  print('Speed: the same change by hand and by Faultline, and taking it back', table(titles, rows, 3), [
    'Medians of interleaved rounds; ratios within a round. Wanted: at most 1.25 for integer keys.',
    'The ledger costs a few milliseconds whatever the rows: they show where the work by hand takes hardly more.',
  ]);
}

export function printMemory(results: readonly Memory[]): void {
  const titles = ['engine', 'anomaly', 'rows', ...clients, 'difference'];
  const rows = results.map(({ engine, anomaly, rows: size, peak }) => [
    engine,
    anomaly,
    formatCount(size),
    ...clients.map((client) => megabytes(peak[client])),
    megabytes(peak['by Faultline'] - peak['by hand']),
  ]);
  print(
    'Memory: the highest of a process that plans, applies and rolls back, or does it by hand',
    table(titles, rows, 2),
    [
      'Wanted of a client: under 150 MB, whatever the rows. DuckDB lives in the process itself: there only the difference is the client.',
    ],
  );
}

export function printDataSets(results: readonly DataSetSpeed[]): void {
  const titles = ['data set', 'to', 'rows', 'seconds', 'rows/s', 'values/s', 'peak', 'loop', 'ratio'];
  const rows = results.map(({ dataset, output, rows: made, values, seconds, peak, floor }) => [
    dataset,
    output,
    formatCount(made),
    seconds.toFixed(2),
    formatCount(Math.round(made / seconds)),
    formatCount(Math.round(values / seconds)),
    megabytes(peak),
    floor === undefined ? '' : floor.toFixed(2),
    floor === undefined ? '' : (seconds / floor).toFixed(2),
  ]);
  print(
    'Data sets: whole commands, start-up included, beside a plain loop that writes a file of as many values',
    table(titles, rows, 2),
    ['Wanted: 3 million rows/s of simple CSV on two cores; under 300 MB, whatever the rows.'],
  );
}

export function printFleet(results: readonly Fleet[]): void {
  const titles = [
    'engine',
    'customers',
    'tables',
    'rows',
    'changed',
    'by hand',
    'apply',
    'ratio',
    'by hand',
    'rollback',
    'ratio',
    'connections',
    'client',
  ];
  const rows = results.map(
    ({ engine, customers, tables, rows: size, changed, change, takeBack, connections, peak }) => [
      engine,
      ...[customers, tables, size, changed].map(formatCount),
      ...[change, takeBack].flatMap(({ byHand, byFaultline }) => [
        seconds(byHand),
        seconds(byFaultline),
        (byFaultline / byHand).toFixed(2),
      ]),
      formatCount(connections),
      megabytes(peak),
    ],
  );
  print(
    'Fleet: one scenario of a step for each table, in every customer, by one call of the command line',
    table(titles, rows, 1),
    [
      'By hand: the sum of the same changes, written as SQL and run one after the other over one open connection a customer.',
      'Apply is start, plan and change; wanted: ten customers within an hour. Connections: most that one call had at once.',
    ],
  );
}

export function printScans(scans: ReadonlyMap<AnomalyName, number>): void {
  const rows = [...scans].map(([anomaly, count]) => [anomaly, formatCount(count)]);
  print('Scans: how often a plan reads its table', table(['anomaly', 'scans'], rows, 1), ['Wanted: at most 3.']);
}

export function printStartUp({ node, version }: StartUp): void {
  const limit = 1.5 * node + 30;
  const row = [node, version, limit].map(milliseconds);
  print('Start-up', table(['node -e 0', 'faultline --version', 'wanted, at most'], [row], 0), []);
}

function print(title: string, lines: readonly string[], notes: readonly string[]): void {
  process.stdout.write(`\n${title}\n\n${lines.join('\n')}\n`);
  for (const note of notes) process.stdout.write(`\n${note}\n`);
}

/** @param words how many columns, from the left, hold words; the others hold numbers, on the right */
function table(titles: readonly string[], rows: readonly (readonly string[])[], words: number): readonly string[] {
  const columns = titles.map((title, index): TableColumn => ({ title, align: index < words ? 'left' : 'right' }));
  return textTable(columns, rows, { width, style: style(false) });
}

function milliseconds(time: number): string {
  return `${formatCount(Math.round(time))} ms`;
}

function seconds(time: number): string {
  return `${(time / 1000).toFixed(1)} s`;
}

function megabytes(size: number): string {
  return `${formatCount(Math.round(size))} MB`;
}
