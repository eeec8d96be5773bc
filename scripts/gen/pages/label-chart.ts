import type { ChartSpec } from './chart-spec.ts';
import type { Performed, SampleRow } from './example.ts';
import { formatFigure, roundScale } from './scale.ts';
import { colours, frame, line, round, text, type Chart, type Plot } from './svg.ts';
import { windowPairs } from './window-rows.ts';

const plot: Plot = { left: 150, right: frame.width - 130, top: 66, bottom: frame.height - 34 };
/** Labels that are shown; the others are one bar. */
const most = 8;

/** The share of each label, as pairs of bars. */
export function labelChart(performed: Performed, { column }: Extract<ChartSpec, { kind: 'labels' }>): Chart {
  const pairs = windowPairs(performed);
  const before = sharesOf(
    pairs.map((pair) => pair.before),
    column,
  );
  const after = sharesOf(
    pairs.map((pair) => pair.after),
    column,
  );
  const labels = shownLabels(before, after);
  const shares = labels.map((label) => ({ label, before: before.get(label) ?? 0, after: after.get(label) ?? 0 }));
  const others = {
    label: 'all others',
    before: 100 - shares.reduce((sum, each) => sum + each.before, 0),
    after: 100 - shares.reduce((sum, each) => sum + each.after, 0),
  };
  const shown = others.before > 0.05 || others.after > 0.05 ? [...shares, others] : shares;
  const x = roundScale(0, Math.max(...shown.flatMap((each) => [each.before, each.after])), [plot.left, plot.right]);
  const height = (plot.bottom - plot.top) / shown.length;
  const bar = Math.min(11, height * 0.38);
  const marks = shown.flatMap((each, index) => {
    const middle = plot.top + (index + 0.5) * height;
    return [
      text(plot.left - 8, middle + 4, shortened(each.label), { anchor: 'end' }),
      rectangle(plot.left, middle - bar - 0.5, x(each.before) - plot.left, bar, colours.bar),
      rectangle(plot.left, middle + 0.5, x(each.after) - plot.left, bar, colours.after),
      text(
        Math.max(x(each.before), x(each.after)) + 6,
        middle + 4,
        `${percent(each.before)} → ${percent(each.after)}`,
        {
          colour: colours.quiet,
          size: 11,
        },
      ),
    ];
  });
  const grid = x.ticks.flatMap(({ value, label }) => [
    line(x(value), plot.top, x(value), plot.bottom, colours.grid),
    text(x(value), plot.bottom + 16, `${label} %`, { colour: colours.quiet, size: 11, anchor: 'middle' }),
  ]);
  return {
    title: performed.compiled.anomaly.title,
    subtitle: `Share of each ${column}, in ${formatFigure(pairs.length, 0)} rows of ${performed.table.name}`,
    description: `Share of each label of ${column}, before and after: ${shown.map((each) => `${each.label} ${percent(each.before)} and ${percent(each.after)}`).join('; ')}.`,
    legend: ['before', 'after'],
    marks: [...grid, ...marks],
  };
}

/** The most frequent labels and those whose shares change most, the most frequent first. */
function shownLabels(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  const labels = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const size = (label: string) => Math.max(before.get(label) ?? 0, after.get(label) ?? 0);
  const change = (label: string) => Math.abs((after.get(label) ?? 0) - (before.get(label) ?? 0));
  const weight = (label: string) => size(label) + 3 * change(label);
  const chosen = labels.toSorted((left, right) => weight(right) - weight(left)).slice(0, most);
  return chosen.toSorted((left, right) => (before.get(right) ?? 0) - (before.get(left) ?? 0));
}

function sharesOf(rows: readonly (SampleRow | undefined)[], column: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const present = rows.filter((row) => row !== undefined);
  for (const row of present) {
    const label = row[column] ?? 'NULL';
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Map([...counts].map(([label, count]) => [label, (100 * count) / present.length]));
}

function rectangle(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" rx="1.5" fill="${colour}"/>`;
}

function percent(share: number): string {
  return `${share.toFixed(1)} %`;
}

function shortened(label: string): string {
  return label.length > 20 ? `${label.slice(0, 19)}…` : label === '' ? '(empty)' : label;
}
