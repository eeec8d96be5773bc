import type { BucketValues } from '../model/prediction.ts';
import type { ZMonitor } from './judge-z.ts';

/** Elementary's figures of a numeric column in each bucket. */
export const numericMonitors = [
  { monitor: 'average', tool: 'Elementary column_anomalies average', figure: ({ mean }) => number(mean) },
  { monitor: 'sum', tool: 'Elementary column_anomalies sum', figure: ({ sum }) => number(sum) },
  {
    monitor: 'standard deviation',
    tool: 'Elementary column_anomalies standard_deviation',
    figure: sampleDeviation,
  },
  { monitor: 'minimum', tool: 'Elementary column_anomalies min', figure: ({ min }) => number(min) },
  { monitor: 'maximum', tool: 'Elementary column_anomalies max', figure: ({ max }) => number(max) },
] as const satisfies readonly ZMonitor[];

/** Number of different values in each bucket, in the same form: Elementary has none, Monte Carlo and Soda have. */
export const distinct = {
  monitor: 'distinct',
  tool: 'z-score of the distinct count',
  figure: ({ distinct: count, rows }) => (rows === 0 || count === null ? undefined : count),
} as const satisfies ZMonitor;

function number(text: string | null): number | undefined {
  const value = text === null ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The deviation that a plan measures is that of a population; `stddev` of the warehouses is that of a sample. */
function sampleDeviation({ sd, rows, nulls }: BucketValues): number | undefined {
  const [deviation, values] = [number(sd), rows - nulls];
  return deviation === undefined || values < 2 ? undefined : deviation * Math.sqrt(values / (values - 1));
}
