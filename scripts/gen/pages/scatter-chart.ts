import { horizontalAxis, verticalAxis } from './axes.ts';
import type { ChartSpec } from './chart-spec.ts';
import { isTouched, type Performed, type SampleRow } from './example.ts';
import { formatFigure, roundScale, type Scale } from './scale.ts';
import { colours, frame, round, text, type Chart, type Plot } from './svg.ts';
import { windowPairs } from './window-rows.ts';

const [top, bottom] = [104, frame.height - 50];
const panels: readonly [Plot, Plot] = [
  { left: 66, right: 374, top, bottom },
  { left: 442, right: frame.width - 24, top, bottom },
];
/** Points of a panel, at the most. */
const most = 600;

/** Two numbers of each row: on the left as they were, on the right as they are, changed ones in colour. */
export function scatterChart(performed: Performed, { x, y }: Extract<ChartSpec, { kind: 'scatter' }>): Chart {
  const all = windowPairs(performed).filter(({ before, after }) => before !== undefined && after !== undefined);
  const every = Math.max(1, Math.ceil(all.length / most));
  const pairs = all.filter((_, index) => index % every === 0);
  const numbers = (column: string) =>
    pairs.flatMap(({ before, after }) => [numberOf(before!, column), numberOf(after!, column)]);
  const extent = (column: string) => {
    const sorted = numbers(column).toSorted((left, right) => left - right);
    return [sorted[0]!, sorted.at(-1)!] as const;
  };
  const [left, right] = panels.map((plot, index) => {
    const across = roundScale(...extent(x), [plot.left, plot.right], 4);
    const up = roundScale(...extent(y), [plot.bottom, plot.top], 5);
    const rows = pairs.map((pair) => ({ row: index === 0 ? pair.before! : pair.after!, isChanged: isTouched(pair) }));
    return [
      text(plot.left, 82, index === 0 ? 'before' : 'after', { weight: 600 }),
      ...verticalAxis(plot, up, ''),
      ...horizontalAxis(plot, across, `${x} (across), ${y} (up)`),
      dots(
        rows.filter((each) => !each.isChanged || index === 0).map(({ row }) => row),
        x,
        y,
        across,
        up,
        colours.before,
      ),
      dots(
        rows.filter((each) => each.isChanged && index === 1).map(({ row }) => row),
        x,
        y,
        across,
        up,
        colours.after,
      ),
    ];
  });
  const changed = all.filter(isTouched).length;
  return {
    title: performed.compiled.anomaly.title,
    subtitle: `${y} against ${x}, ${pairs.length === all.length ? '' : `${pairs.length} of `}${formatFigure(all.length, 0)} rows of ${performed.table.name}`,
    description: `Two scatter plots of ${y} against ${x}, before and after; ${changed} of ${all.length} rows are changed.`,
    legend: ['as it was', 'changed'],
    marks: [...left!, ...right!],
  };
}

function numberOf(row: SampleRow, column: string): number {
  return Number(row[column] ?? 0);
}

/** One path whose strokes have no length and round ends: small, and drawn fast. */
function dots(rows: readonly SampleRow[], x: string, y: string, across: Scale, up: Scale, colour: string): string {
  const d = rows.map((row) => `M${round(across(numberOf(row, x)))} ${round(up(numberOf(row, y)))}h0`).join('');
  return `<path d="${d}" stroke="${colour}" stroke-opacity="0.6" stroke-width="4" stroke-linecap="round" fill="none"/>`;
}
