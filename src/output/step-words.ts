import type { Effect, Metric } from '../model/anomaly.ts';
import type { MetricValues, PlannedStep } from '../model/plan.ts';
import { formatTable } from '../model/table.ts';
import { alterationWords } from './alteration-words.ts';
import {
  count,
  formatBytes,
  formatCount,
  formatDecimal,
  formatGrowth,
  formatSeconds,
  formatShare,
} from './format-number.ts';
import { formatInstant } from './format-time.ts';
import { formatWindows } from './format-window.ts';
import { printable } from './printable.ts';
import { isPlainType } from './value-text.ts';

/** What the figures of a table are called. */
export const metricNames = {
  rows: 'rows',
  nulls: 'null rate',
  distinct: 'distinct values',
  mean: 'mean',
  sd: 'standard deviation',
  max: 'maximum',
  sum: 'sum',
  freshness: 'last time',
} as const satisfies Record<Metric, string>;

/** The symbol of the rows that an effect makes. */
export const symbols = { insert: '+', update: '~', delete: '-', alter: '!', file: '!' } as const satisfies Record<
  Effect,
  string
>;

const done = { insert: 'inserted', update: 'updated', delete: 'deleted', alter: 'altered', file: 'broken' } as const;

/** What a step works on: `public.customers.email`, or the table alone. */
export function subject(step: PlannedStep): string {
  const table = formatTable(step.table);
  return printable(step.column === undefined ? table : `${table}.${step.column}`);
}

/** The anomaly with its strength: `null-spike`, `outlier (8 sd)`, `typo (placebo, 1 edit)`. */
export function anomaly(step: PlannedStep): string {
  const strength = step.amplitude?.replace(/%$/, ' %').replace(/^x/, '×');
  const details = [...(step.placebo ? ['placebo'] : []), ...(strength === undefined ? [] : [strength])];
  return details.length === 0 ? step.anomaly : `${step.anomaly} (${details.join(', ')})`;
}

/** How the number of rows comes about: `8,240 eligible × 10 % = 824 updated (0.07 % of 1,204,311)`. */
export function rowsInWords(step: PlannedStep): string {
  const { eligible, rows, participants, quotas } = step.frozen;
  if (step.alteration?.change === 'break files')
    return `none, ${count(step.alteration.files.length, 'file')} of ${formatCount(eligible)} broken`;
  if (step.alteration !== undefined) return `none changed, ${formatCount(step.tableRows)} in the table`;
  const isShare = quotas === undefined && (step.volume?.endsWith('%') ?? false);
  const taken = participants === undefined ? '' : `${formatCount(participants)} taken, `;
  const chosen = isShare
    ? `${formatCount(eligible)} eligible × ${step.volume} = ${taken}${formatCount(rows)} ${done[step.effect]}`
    : `${formatCount(rows)} of ${formatCount(eligible)} eligible ${done[step.effect]}`;
  const share =
    step.tableRows === 0 ? '' : ` (${formatShare(rows / step.tableRows)} of ${formatCount(step.tableRows)})`;
  const referenced = step.referenced ?? 0;
  const leftOut = referenced === 0 ? '' : `, ${formatCount(referenced)} left out because others refer to them`;
  return `${chosen}${share}${leftOut}`;
}

/** The change of the table's shape in words; undefined for steps that change rows. */
export function alterationInWords({ alteration }: PlannedStep): string | undefined {
  if (alteration === undefined) return undefined;
  return printable(alterationWords(alteration));
}

/** What the change does to the step's figure: `null rate 0 % → 4 % on Thu 19 Nov`; undefined where nothing was measured. */
export function effectInWords(step: PlannedStep, now: string): string | undefined {
  if (step.metrics === undefined) return undefined;
  const isOfTable = step.frozen.windows === undefined || step.metric === 'freshness';
  const { before, after } = isOfTable ? step.metrics.table : step.metrics.window;
  const where = isOfTable ? '' : ` ${formatWindows(step.frozen.windows ?? [], now)}`.trimEnd();
  const shown = [step.metric, telling(step, before, after)].filter((metric) => metric !== undefined);
  return `${shown.map((metric) => change(figures[metric], step, before, after)).join(', ')}${where}`;
}

/**
 * What the run takes, in orders of magnitude: `~0.3 s · 0.2 MB snapshot`. A scan is reckoned at two million rows a second and a
 * change at a hundred thousand, as on two cores; a snapshot row at its sampled values and fifty bytes.
 */
export function costInWords(step: PlannedStep): string {
  const { rows } = step.frozen;
  if (step.alteration?.change === 'break files')
    return `~${formatBytes(step.alteration.files.reduce((sum, file) => sum + file.bytesBefore, 0))} kept`;
  if (step.alteration !== undefined)
    return step.frozen.key.columns.length === 0 ? '~10 ms · no snapshot' : 'all rows kept in a snapshot';
  const seconds = step.tableRows / 2_000_000 + rows / 100_000;
  return `~${formatSeconds(seconds)} · ~${formatBytes(rows * (50 + sampledBytes(step)))} snapshot`;
}

/** The figure to show besides the step's own, where that one stays as it was. */
function telling(step: PlannedStep, before: MetricValues, after: MetricValues): ShownMetric | undefined {
  const stays = (metric: ShownMetric) => figures[metric].text(before) === figures[metric].text(after);
  if (!stays(step.metric) || step.columnType === undefined || !isPlainType(step.columnType)) return undefined;
  return (['min', 'sd', 'mean', 'nulls', 'distinct'] as const).find((metric) => !stays(metric));
}

function change(figure: Figure, step: PlannedStep, before: MetricValues, after: MetricValues): string {
  const growth = figure.number === undefined ? '' : formatGrowth(figure.number(before), figure.number(after));
  return `${figure.label(step)} ${figure.text(before)} → ${figure.text(after)}${growth === '' ? '' : ` (${growth})`}`;
}

type ShownMetric = Metric | 'min';

interface Figure {
  readonly label: (step: PlannedStep) => string;
  readonly text: (values: MetricValues) => string;
  /** The figure as a number, where growth in percent says something. */
  readonly number?: (values: MetricValues) => number;
}

const figures: Readonly<Record<ShownMetric, Figure>> = {
  rows: { label: () => metricNames.rows, text: ({ rows }) => formatCount(rows), number: ({ rows }) => rows },
  nulls: {
    label: () => metricNames.nulls,
    text: ({ nulls, rows }) => (rows === 0 ? 'none' : formatShare(nulls / rows)),
  },
  distinct: {
    label: () => metricNames.distinct,
    text: ({ distinct }) => (distinct === null ? 'unknown' : formatCount(distinct)),
  },
  mean: { label: () => metricNames.mean, text: ({ mean }) => decimal(mean), number: ({ mean }) => Number(mean ?? NaN) },
  sd: { label: () => metricNames.sd, text: ({ sd }) => decimal(sd), number: ({ sd }) => Number(sd ?? NaN) },
  max: { label: () => metricNames.max, text: ({ max }) => decimal(max), number: ({ max }) => Number(max ?? NaN) },
  min: { label: () => 'minimum', text: ({ min }) => decimal(min), number: ({ min }) => Number(min ?? NaN) },
  sum: { label: () => metricNames.sum, text: ({ sum }) => decimal(sum), number: ({ sum }) => Number(sum ?? NaN) },
  freshness: {
    label: (step) => `last ${printable(step.frozen.timeColumn ?? 'time')}`,
    text: ({ freshness }) => (freshness === null ? 'none' : formatInstant(freshness)),
  },
};

function decimal(text: string | null): string {
  return text === null ? 'none' : printable(formatDecimal(text));
}

function sampledBytes({ samples }: PlannedStep): number {
  const texts = samples.flatMap(({ key, cells }) => [...key, ...cells.flatMap(({ before, after }) => [before, after])]);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return samples.length === 0 ? 0 : bytes / samples.length;
}
