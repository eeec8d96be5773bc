import { horizontalAxis, verticalAxis } from './axes.ts';
import type { ChartSpec } from './chart-spec.ts';
import type { Performed, SampleRow } from './example.ts';
import { formatFigure, roundScale } from './scale.ts';
import { colours, frame, round, type Chart, type Plot } from './svg.ts';
import { windowPairs } from './window-rows.ts';

const plot: Plot = { left: 66, right: frame.width - 24, top: 86, bottom: frame.height - 50 };
const bins = 48;

/** How many values there are of each size: grey bars before, a coloured outline after. */
export function histogramChart(performed: Performed, spec: Extract<ChartSpec, { kind: 'histogram' }>): Chart {
  const { column } = spec;
  const pairs = windowPairs(performed);
  const before = numbersOf(
    pairs.map((pair) => pair.before),
    column,
  );
  const after = numbersOf(
    pairs.map((pair) => pair.after),
    column,
  );
  const all = [...before, ...after].toSorted((left, right) => left - right);
  const at = (fraction: number) => all[Math.min(all.length - 1, Math.floor(fraction * all.length))]!;
  const [low, high] = [spec.from ?? at(0.001), spec.to ?? at(0.998)];
  const x = roundScale(low, high, [plot.left, plot.right], 8);
  const bounds = [x.ticks[0]!.value, x.ticks.at(-1)!.value] as const;
  const [grey, coloured] = [countsOf(before, bounds), countsOf(after, bounds)];
  const y = roundScale(0, Math.max(...grey, ...coloured), [plot.bottom, plot.top]);
  const width = (plot.right - plot.left) / bins;
  const bars = grey.flatMap((count, index) =>
    count === 0
      ? []
      : [`M${round(plot.left + index * width)} ${plot.bottom}V${round(y(count))}h${round(width - 1)}V${plot.bottom}z`],
  );
  const outline = coloured.map(
    (count, index) => `${index === 0 ? 'V' : `H${round(plot.left + index * width)}V`}${round(y(count))}`,
  );
  const beyond = all.filter((value) => value < bounds[0] || value > bounds[1]).length;
  const left = beyond === 0 ? '' : `; ${beyond} values beyond the axis are left out`;
  return {
    title: performed.compiled.anomaly.title,
    subtitle: `How large ${column} is, in ${formatFigure(pairs.length, 0)} rows of ${performed.table.name}${left}`,
    description: `Histogram of ${column}: ${before.length} values before, with a mean of ${meanOf(before)}; ${after.length} values after, with a mean of ${meanOf(after)}.`,
    legend: ['before', 'after'],
    marks: [
      ...verticalAxis(plot, y, 'rows'),
      `<path d="${bars.join('')}" fill="${colours.bar}"/>`,
      `<path d="M${plot.left} ${plot.bottom}${outline.join('')}H${plot.right}V${plot.bottom}z" fill="${colours.after}" fill-opacity="0.08" stroke="${colours.after}" stroke-width="1.8" stroke-linejoin="round"/>`,
      ...horizontalAxis(plot, x, column),
    ],
  };
}

function numbersOf(rows: readonly (SampleRow | undefined)[], column: string): readonly number[] {
  return rows.flatMap((row) => {
    const value = row?.[column];
    return value === null || value === undefined ? [] : [Number(value)];
  });
}

function countsOf(values: readonly number[], [low, high]: readonly [number, number]): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    if (value < low || value > high) continue;
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins + 1e-9));
    counts[bin] = counts[bin]! + 1;
  }
  return counts;
}

function meanOf(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(2);
}
