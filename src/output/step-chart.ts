import type { PlannedStep, Series } from '../model/plan.ts';
import { formatDay, formatDayAndTime, readMoment } from './format-time.ts';
import type { Chart } from './mermaid-chart.ts';
import { stretch } from './series-text.ts';
import { metricNames, subject } from './step-words.ts';

/** More bars than these melt into one another. */
const mostPoints = 60;
/** Of a length that fits the chart's width. */
const longestTitle = 90;
/** Beyond, an axis holds more digits than anybody reads. */
const highestValue = 1e15;

/** The stretch of a step's series around its change as a chart; undefined where it shows no change or cannot be drawn. */
export function stepChart(step: PlannedStep, series: Series, now: string): Chart | undefined {
  const isShare = series.metric === 'nulls';
  const value = (number: number | null) =>
    number === null || !Number.isFinite(number) ? null : drawn(isShare ? number * 100 : number);
  const points = stretch(withEmptyBuckets(series), mostPoints).map(({ at, before, after }) => ({
    at,
    before: value(before),
    after: value(after),
  }));
  const values = points.flatMap(({ before, after }) => [before, after]).filter((each) => each !== null);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.every(({ before, after }) => before === after))
    return undefined;
  if (values.some((each) => Math.abs(each) >= highestValue)) return undefined;
  const name = metricNames[series.metric];
  const about = `${name} per ${series.bucket}, ${stretchOf(first.at, series.bucket, now)} to ${stretchOf(last.at, series.bucket, now)}`;
  return {
    title: `${shortened(subject(step), longestTitle - about.length - 2)}: ${about}`,
    measure: isShare ? `${name} in percent` : name,
    points: points.map(({ at, before, after }) => ({ label: pointLabel(at, series.bucket, last.at), before, after })),
  };
}

/** Digits that can be told apart in a picture. */
function drawn(value: number): number {
  return Number(Number(value.toPrecision(Number.isInteger(value) ? 9 : 6)).toFixed(9));
}

const hours: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };
/** Beyond, there are more buckets without rows than with them, and nobody can draw them. */
const mostBuckets = 1_000;

/** With the buckets that hold no rows, which a series of rows leaves out. */
function withEmptyBuckets({ metric, bucket, points }: Series): Series['points'] {
  const length = (hours[bucket] ?? NaN) * 3_600_000;
  const starts = points.map(({ at }) => readMoment(at)?.getTime() ?? NaN);
  const amount = (starts.at(-1)! - starts[0]!) / length + 1;
  if (metric !== 'rows' || !(amount > points.length && amount <= mostBuckets)) return points;
  const byStart = new Map(points.map((point, index) => [starts[index], point]));
  return Array.from({ length: Math.round(amount) }, (_, index) => {
    const start = starts[0]! + index * length;
    return byStart.get(start) ?? { at: new Date(start).toISOString(), before: 0, after: 0 };
  });
}

function stretchOf(at: string, bucket: string, now: string): string {
  if (bucket === 'month') return month(at, now);
  return bucket === 'hour' ? formatDayAndTime(at, now) : formatDay(at, now);
}

function month(at: string, now: string): string {
  return formatDay(at, now).replace(/^\w{3} \d+ /, '');
}

/** @param last whose year goes without saying */
function pointLabel(at: string, bucket: string, last: string): string {
  if (bucket === 'month') return month(at, last);
  const withoutWeekday = formatDay(at, last).replace(/^\w{3} /, '');
  const time = /[T ](\d{2}:\d{2})/.exec(at)?.[1];
  return bucket === 'hour' && time !== undefined && time !== '00:00' ? time : withoutWeekday;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
