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
  const points = stretch(series.points, most);
  const bars = Array.from(
    sparkline(
      points.map(({ after }) => after),
      points.map(({ before }) => before),
    ),
  );
  const painted = points.map(({ before, after }, index) =>
    segment(bars[index] ?? ' ', before === after ? style.muted : style.update),
  );
  return [...merge(painted), segment(` per ${series.bucket}`, style.muted)];
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
