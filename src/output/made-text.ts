import type { PlannedStep } from '../model/plan.ts';
import type { SendReport } from '../model/send-report.ts';
import { count, formatBytes, formatCount, formatRows, formatSeconds } from './format-number.ts';
import { symbols } from './step-words.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf } from './style.ts';
import { textTable } from './text-table.ts';

/** A table that was made. */
export interface MadeTable {
  readonly table: string;
  readonly rows: number;
  readonly columns: number;
  readonly bytes?: number | undefined;
  /** Where it is: files, a table of a target, an address. */
  readonly places: readonly string[];
  /** Rows that a database refused and that were left out; absent = the output refuses none. */
  readonly rejected?: number | undefined;
  /** What sending it as requests came to. */
  readonly sent?: SendReport | undefined;
  /** The same for people, a line each. */
  readonly notes?: readonly string[] | undefined;
}

/** What became of a data set. */
export interface Made {
  readonly dataset: string;
  readonly seed: string;
  readonly tables: readonly MadeTable[];
  readonly seconds: number;
  /** What was broken. */
  readonly steps?: readonly PlannedStep[] | undefined;
  /** The ground truth of what was broken. */
  readonly labels?: { readonly count: number; readonly path: string } | undefined;
}

const shownPlaces = 3;

/** The tables with where they are, then the sums. */
export function madeText(made: Made, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const columns = [
    { title: 'table', paint: style.name, isFlexible: true },
    { title: 'rows', align: 'right' },
    { title: 'size', align: 'right' },
    { title: 'where', isFlexible: true },
  ] as const;
  const rows = made.tables.map(({ table, rows: made, bytes, places }) => [
    printable(table),
    formatCount(made),
    bytes === undefined ? '' : formatBytes(bytes),
    where(places),
  ]);
  const notes = made.tables.flatMap(({ table, notes = [] }) => notes.map((note) => `  ${printable(table)}: ${note}`));
  const broken = (made.steps ?? []).map(stepLine);
  const labels = made.labels === undefined ? [] : [`${count(made.labels.count, 'label')}: ${made.labels.path}`];
  const blocks = [[...textTable(columns, rows, { width, style }), ...notes], [...broken, ...labels], [sums(made)]];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function stepLine({ id, anomaly, table, column, effect, frozen, which }: PlannedStep): string {
  const subject = column === undefined ? table.name : `${table.name}.${column}`;
  const amount = effect === 'alter' ? '' : `  ${formatRows(frozen.rows)}`;
  const rows = which.length === 0 ? '' : `   ${printable(which.join(', '))}`;
  return `  ${symbols[effect]} ${printable(id)}   ${anomaly}   ${printable(subject)}${amount}${rows}`;
}

function where(places: readonly string[]): string {
  const shown = places.slice(0, shownPlaces).map(printable).join(', ');
  const more = places.length - shownPlaces;
  return more > 0 ? `${shown} and ${count(more, 'more file')}` : shown;
}

function sums({ dataset, seed, tables, seconds }: Made): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const values = tables.reduce((sum, table) => sum + table.rows * table.columns, 0);
  const bytes = tables.reduce((sum, table) => sum + (table.bytes ?? 0), 0);
  const size = bytes === 0 ? '' : `, ${formatBytes(bytes)}`;
  const rates =
    seconds === 0
      ? ''
      : ` (${formatCount(Math.round(rows / seconds))} rows/s, ${formatCount(Math.round(values / seconds))} values/s)`;
  return `${printable(dataset)}, seed ${printable(seed)}: ${count(tables.length, 'table')}, ${formatCount(rows)} rows${size} in ${formatSeconds(seconds)}${rates}.`;
}

/** The same as a document. */
export function madeJson(made: Made): object {
  return {
    formatVersion: 1,
    dataset: made.dataset,
    seed: made.seed,
    seconds: made.seconds,
    tables: made.tables.map(({ table, rows, columns, bytes, places, rejected, sent }) => ({
      table,
      rows,
      columns,
      bytes: bytes ?? null,
      places,
      rejected: rejected ?? null,
      sent: sent ?? null,
    })),
    steps: (made.steps ?? []).map(({ id, anomaly, table, column, frozen }) => ({
      id,
      anomaly,
      table: table.name,
      column: column ?? null,
      rows: frozen.rows,
    })),
    labels: made.labels ?? null,
  };
}
