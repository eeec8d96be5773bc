import type { Performed } from './example.ts';
import { horizontalAxis, verticalAxis } from './axes.ts';
import type { SeriesSpec } from './chart-spec.ts';
import { formatFigure, roundScale, type Scale } from './scale.ts';
import { seriesFigures, type SeriesPoint } from './series-figures.ts';
import { colours, frame, round, text, type Chart, type Plot } from './svg.ts';
import { windowBounds } from './window-rows.ts';

const plot: Plot = { left: 66, right: frame.width - 24, top: 86, bottom: frame.height - 50 };

/** A figure over time: grey as it was, coloured where the step makes another of it, on a ground that shows its window. */
export function seriesChart(performed: Performed, spec: SeriesSpec): Chart {
  const points = seriesFigures(performed, spec);
  const bucket = spec.bucket ?? performed.compiled.step.bucket;
  const values = points.flatMap(({ before, after }) => [before, after]).filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // A figure that never comes near zero would be a flat line above it.
  const floor = low >= 0 && low < 0.6 * high ? 0 : low;
  const y = roundScale(floor, high, [plot.bottom, plot.top]);
  const x = timeScale(points, bucket);
  const name = figureName(spec);
  const marks = [
    ...windowMarks(performed, points, x),
    ...verticalAxis(plot, y, axisName(spec), spec.figure === 'share' ? ' %' : ''),
    ...horizontalAxis(plot, x, `each ${bucket}`),
    path(
      runs(
        points,
        ({ before }) => before,
        () => true,
      ),
      x,
      y,
      colours.before,
      2,
    ),
    path(
      runs(points, ({ after }) => after, differs),
      x,
      y,
      colours.after,
      2.5,
    ),
    ...loneDots(points, x, y),
  ];
  return {
    title: performed.compiled.anomaly.title,
    subtitle: `${capital(name)} for each ${bucket}, in the table ${performed.table.name}`,
    description: descriptionOf(points, name, bucket),
    marks,
    legend: ['before', 'after'],
  };
}

function figureName({ figure, column, of, only }: SeriesSpec): string {
  const which = only === undefined ? '' : ` with ${only.column} = ${only.value}`;
  switch (figure) {
    case 'rows':
      return `rows${which}`;
    case 'share':
      return `share of rows with ${of},`;
    case 'distinct':
      return `different values of ${column}${which}`;
    case 'sd':
      return `standard deviation of ${column}${which}`;
    case 'max':
      return `largest ${column}${which}`;
    default:
      return `${figure} of ${column}${which}`;
  }
}

function axisName(spec: SeriesSpec): string {
  return spec.figure === 'share' ? 'share of rows' : figureName(spec);
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function timeScale(points: readonly SeriesPoint[], bucket: string): Scale {
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  const inset = 10;
  const place = (at: number) =>
    plot.left + inset + ((at - first) / Math.max(1, last - first)) * (plot.right - plot.left - 2 * inset);
  const every = Math.max(1, Math.ceil((points.length - 1) / 6));
  const ticks = points
    .filter((_, index) => (points.length - 1 - index) % every === 0)
    .map(({ at }) => ({ value: at, label: dateLabel(at, bucket) }));
  return Object.assign(place, { ticks });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateLabel(at: number, bucket: string): string {
  const date = new Date(at);
  const month = months[date.getUTCMonth()];
  if (bucket === 'month') return `${month} ${date.getUTCFullYear()}`;
  const day = `${date.getUTCDate()} ${month}`;
  return bucket === 'hour' ? `${day} ${String(date.getUTCHours()).padStart(2, '0')}:00` : day;
}

/** The windows as a ground, from half a bucket before the first of their buckets to half a one behind the last. */
function windowMarks(performed: Performed, points: readonly SeriesPoint[], x: Scale): readonly string[] {
  const half = points.length < 2 ? 0 : (x(points[1]!.at) - x(points[0]!.at)) / 2;
  const bounds = (windowBounds(performed) ?? []).flatMap(({ from, to }) => {
    const inside = points.filter(({ at }, index) => at < to && (points[index + 1]?.at ?? Infinity) > from);
    return inside.length === 0 ? [] : [{ from: x(inside[0]!.at) - half, to: x(inside.at(-1)!.at) + half }];
  });
  if (bounds.length === 0) return [];
  const rectangles = joined(bounds).map(
    ({ from, to }) =>
      `<rect x="${round(from)}" y="${plot.top}" width="${round(to - from)}" height="${plot.bottom - plot.top}" fill="${colours.window}"/>`,
  );
  const [start, end] = [bounds[0]!.from, bounds.at(-1)!.to];
  const isWide = end - start > 50;
  const at = isWide ? (start + end) / 2 : start - 6;
  return [
    ...rectangles,
    text(at, plot.top + 13, 'window', { colour: '#7a5a14', size: 11, anchor: isWide ? 'middle' : 'end' }),
  ];
}

function joined(bounds: readonly { from: number; to: number }[]): readonly { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const each of bounds) {
    const last = merged.at(-1);
    if (last !== undefined && each.from <= last.to + 0.5) last.to = Math.max(last.to, each.to);
    else merged.push({ ...each });
  }
  return merged;
}

function differs({ before, after }: SeriesPoint): boolean {
  return before === null || after === null ? before !== after : Math.abs(before - after) > 1e-9;
}

/** Stretches of points that have a value, with the neighbours of those that are wanted, so that lines have a beginning and an end. */
function runs(
  points: readonly SeriesPoint[],
  valueOf: (point: SeriesPoint) => number | null,
  isWanted: (point: SeriesPoint) => boolean,
): readonly (readonly [number, number])[][] {
  const found: [number, number][][] = [];
  let current: [number, number][] = [];
  points.forEach((point, index) => {
    const value = valueOf(point);
    const isNear = [points[index - 1], point, points[index + 1]].some((each) => each !== undefined && isWanted(each));
    if (value !== null && isNear) current.push([point.at, value]);
    else if (current.length > 0) {
      found.push(current);
      current = [];
    }
  });
  if (current.length > 0) found.push(current);
  return found;
}

function path(
  stretches: readonly (readonly (readonly [number, number])[])[],
  x: Scale,
  y: Scale,
  colour: string,
  width: number,
): string {
  const d = stretches
    .map((stretch) =>
      stretch.map(([at, value], index) => `${index === 0 ? 'M' : 'L'}${round(x(at))} ${round(y(value))}`).join(''),
    )
    .join('');
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`;
}

/** Where only a few buckets change, a dot on each, so that none is overlooked. */
function loneDots(points: readonly SeriesPoint[], x: Scale, y: Scale): readonly string[] {
  const changed = points.filter((point) => differs(point) && point.after !== null);
  if (changed.length > 10) return [];
  return changed.map(
    ({ at, after }) => `<circle cx="${round(x(at))}" cy="${round(y(after!))}" r="3.5" fill="${colours.after}"/>`,
  );
}

function descriptionOf(points: readonly SeriesPoint[], name: string, bucket: string): string {
  const changed = points.filter(differs);
  const told = changed
    .slice(0, 5)
    .map(({ at, before, after }) => `${dateLabel(at, bucket)} from ${figure(before)} to ${figure(after)}`);
  const more = changed.length > told.length ? ` and ${changed.length - told.length} more` : '';
  return `${name}, for each ${bucket}: ${points.length} of them, ${changed.length} changed: ${told.join('; ')}${more}.`;
}

function figure(value: number | null): string {
  return value === null ? 'none' : formatFigure(value, Number.isInteger(value) ? 0 : 2);
}
