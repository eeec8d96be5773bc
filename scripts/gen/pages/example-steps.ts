import type { ChartSpec } from './chart-spec.ts';

/** A step that shows an anomaly at work on a sample table. */
export interface ExampleStep {
  readonly table: 'birdstrikes' | 'flights' | 'reports';
  /** What follows id, anomaly and table: the inside of a YAML flow map. */
  readonly step: string;
  /** Absent where sample rows say it all. */
  readonly chart?: ChartSpec | undefined;
}

const flights = (step: string, chart?: ChartSpec): ExampleStep => ({ table: 'flights', step, chart });
const strikes = (step: string, chart?: ChartSpec): ExampleStep => ({ table: 'birdstrikes', step, chart });

const rows = (extra: Partial<ChartSpec & { kind: 'series' }> = {}): ChartSpec => ({
  kind: 'series',
  figure: 'rows',
  ...extra,
});
const series = (figure: 'mean' | 'sum' | 'max' | 'sd' | 'distinct', column: string): ChartSpec => ({
  kind: 'series',
  figure,
  column,
});
const share = (of: string, holds: (row: Readonly<Record<string, string | null>>) => boolean): ChartSpec => ({
  kind: 'series',
  figure: 'share',
  of,
  holds,
});
const histogram = (column: string, from?: number, to?: number): ChartSpec => ({ kind: 'histogram', column, from, to });
const labels = (column: string): ChartSpec => ({ kind: 'labels', column });
const scatter = (x: string, y: string): ChartSpec => ({ kind: 'scatter', x, y });

const hoursBetween = (from: string | null, to: string | null): number =>
  (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 3_600_000;

/** One step for each anomaly that changes rows or tables, by its id; those of files are shown on a file. */
export const exampleSteps: Readonly<Record<string, ExampleStep>> = {
  'column-added': strikes(''),
  'column-dropped': strikes('column: cost_total'),
  'column-renamed': strikes('column: origin_state'),
  'column-reordered': strikes('column: origin_state'),
  'column-retyped': strikes('column: cost_total'),
  'empty-load': flights('', rows()),
  'epoch-timestamp': flights(
    'column: landed_at',
    share('landed_at before 1971', (row) => row['landed_at']! < '1971'),
  ),
  'future-timestamp': flights(
    'column: landed_at',
    share('a landed_at in the future', (row) => row['landed_at']! > '2001-07-01 09:00:00'),
  ),
  'history-rewrite': flights('column: fare, volume: 40%', series('mean', 'fare')),
  'late-arrival': flights(
    'column: landed_at, with: {event: flown_at}',
    share('landed_at 12 hours after flown_at', (row) => hoursBetween(row['flown_at']!, row['landed_at']!) > 12),
  ),
  'missing-segment': flights('column: state, with: {segment: TX}', rows({ only: { column: 'state', value: 'TX' } })),
  'out-of-order': flights('column: landed_at'),
  'replayed-batch': flights('', rows()),
  'stale-table': flights('amplitude: 3', rows()),
  'table-missing': strikes(''),
  'timezone-shift': flights('column: flown_at, bucket: hour, during: {last: 24 hours}', rows()),
  'truncated-load': flights('', rows({ bucket: 'hour' })),
  'volume-drop': flights('during: {last: 3 days}', rows()),
  'volume-spike': flights('', rows()),
  'case-change': strikes('column: airport_name, during: all'),
  'category-collapse': strikes('column: phase_of_flight, during: {last: 2 years}', labels('phase_of_flight')),
  'category-swap': strikes('column: wildlife_size, during: {last: 2 years}, volume: 40%', labels('wildlife_size')),
  'column-shuffle': flights('column: fare, during: {last: 7 days}', scatter('distance', 'fare')),
  'column-swap': flights(
    'column: landed_at, with: {other: flown_at}',
    share('landed_at before flown_at', (row) => row['landed_at']! < row['flown_at']!),
  ),
  'disguised-missing': flights('column: distance, during: {last: 14 days}', histogram('distance')),
  'distribution-shift': flights('column: distance, during: {last: 14 days}', histogram('distance')),
  'duplicate-key': { table: 'reports', step: 'key: [id], bucket: month, volume: 10%', chart: rows() },
  'duplicate-row': flights('', rows()),
  'duplicate-value': strikes('column: report_id, during: all'),
  'empty-string': strikes(
    'column: wildlife_species, bucket: month',
    share('an empty wildlife_species', (row) => row['wildlife_species'] === ''),
  ),
  'extraneous-text': strikes('column: note, during: all'),
  'format-change': strikes('column: date_text, during: all'),
  'functional-dependency-violation': flights('column: state, during: {last: 14 days}, with: {determinant: city}'),
  'gaussian-noise': flights('column: fare, during: {last: 7 days}', scatter('distance', 'fare')),
  'geo-swap': flights(
    'column: latitude, during: {last: 7 days}, volume: 20%, with: {longitude: longitude}',
    scatter('longitude', 'latitude'),
  ),
  'invalid-pattern': strikes('column: email, during: all'),
  'kurtosis-change': flights('column: fare, during: {last: 14 days}', histogram('fare')),
  'mistyped-value': strikes('column: speed_text, during: all'),
  mojibake: strikes('column: note, during: all'),
  'near-duplicate': { table: 'reports', step: 'column: wildlife_species, during: {last: 1 year}' },
  'novel-category': strikes('column: wildlife_size, during: {last: 2 years}', labels('wildlife_size')),
  'null-spike': strikes(
    'column: wildlife_size, bucket: month',
    share('a NULL as wildlife_size', (row) => row['wildlife_size'] === null),
  ),
  'order-violation': flights(
    'column: landed_at, with: {start: flown_at}',
    share('landed_at before flown_at', (row) => row['landed_at']! < row['flown_at']!),
  ),
  'orphan-key': flights('column: origin, with: {references: flights.origin}'),
  'out-of-range': flights('column: distance, during: {last: 14 days}', histogram('distance')),
  outlier: flights('column: fare, during: {last: 3 days}', series('max', 'fare')),
  'precision-loss': flights('column: fare'),
  'sign-flip': flights('column: fare, during: {last: 14 days}', histogram('fare')),
  'skew-change': flights('column: fare, during: {last: 14 days}', histogram('fare')),
  'stuck-value': flights('column: delay, during: {last: 3 days}', series('sd', 'delay')),
  'token-permutation': strikes('column: wildlife_species, during: all'),
  'total-mismatch': strikes(
    'column: cost_total, during: {last: 12 months}, bucket: month, volume: 30%, with: {parts: [cost_other, cost_repair]}',
    share(
      'a cost_total that is not the sum',
      (row) => Number(row['cost_total']) !== Number(row['cost_other']) + Number(row['cost_repair']),
    ),
  ),
  truncation: strikes('column: airport_name, during: all'),
  typo: strikes('column: wildlife_species, during: all'),
  'variance-change': flights('column: distance, during: {last: 14 days}', histogram('distance')),
  whitespace: strikes('column: wildlife_species, during: all'),
  'wrong-unit': flights('column: distance, during: {last: 3 days}', series('mean', 'distance')),
  'zero-spike': flights(
    'column: fare',
    share('a fare of 0', (row) => Number(row['fare']) === 0),
  ),
  'churn-surge': flights('column: origin', series('distinct', 'origin')),
  'concentration-shift': flights('column: origin, during: {last: 7 days}', labels('origin')),
  'correlation-break': flights('column: fare', scatter('distance', 'fare')),
  'funnel-drop': strikes(
    'column: phase_of_flight, bucket: month, during: {last: 3 months}, with: {stage: Approach}',
    rows({ only: { column: 'phase_of_flight', value: 'Approach' } }),
  ),
  'gradual-drift': flights('column: fare', series('mean', 'fare')),
  'level-shift': flights('column: fare', series('mean', 'fare')),
  'metric-dip': flights('measure: {column: revenue, aggregate: sum}', series('sum', 'revenue')),
  'metric-spike': flights('measure: {column: revenue, aggregate: sum}', series('sum', 'revenue')),
  'mix-shift': flights('column: state, during: {last: 7 days}', labels('state')),
  'outage-recovery': flights('measure: {aggregate: count}', rows()),
  'price-change': flights('column: fare, with: {quantity: seats, total: revenue}', series('mean', 'fare')),
  'seasonal-event': flights('measure: {column: revenue, aggregate: sum}', series('sum', 'revenue')),
  'seasonality-flatten': flights('measure: {aggregate: count}', rows()),
  'seasonality-shift': flights('measure: {aggregate: count}', rows()),
  'segment-collapse': flights(
    'measure: {aggregate: count}, with: {segment: state, label: TX}',
    rows({ only: { column: 'state', value: 'TX' } }),
  ),
  'segment-surge': flights(
    'measure: {aggregate: count}, with: {segment: state, label: TX}',
    rows({ only: { column: 'state', value: 'TX' } }),
  ),
  'threshold-clustering': flights('column: fare, during: {last: 14 days}, with: {limit: 150}', histogram('fare')),
  'trend-break': flights('measure: {column: fare, aggregate: avg}', series('mean', 'fare')),
  'variance-burst': flights('measure: {column: revenue, aggregate: sum}', series('sum', 'revenue')),
};
