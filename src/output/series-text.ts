import type { Series } from '../model/plan.ts';
import { segment, type Segment } from './segments.ts';
import { sparkline } from './sparkline.ts';
import type { Style } from './style.ts';

/**
 * The series after the change as a sparkline, changed buckets in colour: `▁▁▁▁▁▁█ per day`. Of a long series the stretch
 * that holds the last change, or where the changes begin if they do not fit.
 * @param most columns for the bars
 */
export function seriesSegments(series: Series, most: number, style: Style): readonly Segment[] {
  const painted = painting(stretch(series.points, most), 'after', style.update, style);
  return [...merge(painted), segment(` per ${series.bucket}`, style.muted)];
}

/**
 * The same stretch before the change, on the same scale, to stand above it: `▁▂▁▂▁▂▁ before`.
 * @param most as for `seriesSegments`
 * @param fewest changed buckets; undefined where there are fewer: those around a single one tell how high it was
 */
export function seriesBefore(
  series: Series,
  most: number,
  style: Style,
  fewest: number,
): readonly Segment[] | undefined {
  const points = stretch(series.points, most);
  if (points.filter(({ before, after }) => before !== after).length < fewest) return undefined;
  return [...merge(painting(points, 'before', style.name, style)), segment(' before', style.muted)];
}

function painting(
  points: Series['points'],
  shown: 'before' | 'after',
  paint: Segment['paint'],
  style: Style,
): readonly Segment[] {
  const other = shown === 'before' ? 'after' : 'before';
  const bars = Array.from(
    sparkline(
      points.map((point) => point[shown]),
      points.map((point) => point[other]),
    ),
  );
  return points.map(({ before, after }, index) => segment(bars[index] ?? ' ', before === after ? style.muted : paint));
}

/**
 * Of a long series the points that hold the last change, or where the changes begin if they do not fit.
 * @param most points that are wanted
 */
export function stretch(points: Series['points'], most: number): Series['points'] {
  if (points.length <= most) return points;
  const context = Math.floor(most / 4);
  const firstChange = points.findIndex(({ before, after }) => before !== after);
  const lastChange = points.findLastIndex(({ before, after }) => before !== after);
  if (lastChange - firstChange + context >= most)
    return points.slice(Math.max(0, firstChange - context)).slice(0, most);
  const end = lastChange < 0 ? points.length : Math.min(points.length, Math.max(most, lastChange + 1 + context));
  return points.slice(end - most, end);
}

function merge(segments: readonly Segment[]): readonly Segment[] {
  const merged: Segment[] = [];
  for (const { text, paint } of segments) {
    const last = merged.at(-1);
    if (last !== undefined && last.paint === paint) merged[merged.length - 1] = segment(last.text + text, paint);
    else merged.push(segment(text, paint));
  }
  return merged;
}
