import fc from 'fast-check';
import { shapes } from '../../src/model/scenario.ts';
import type { OrderColumn } from './shop-orders.ts';

const columnsOf: Readonly<Record<string, readonly OrderColumn[]>> = {
  'null-spike': ['customer', 'status', 'quantity', 'amount', 'weight', 'day_text', 'is_paid'],
  outlier: ['quantity', 'amount', 'weight'],
  typo: ['customer', 'status', 'day_text'],
  'format-change': ['day_text', 'phone'],
  'category-swap': ['status', 'is_paid', 'quantity'],
  'level-shift': ['quantity', 'amount', 'weight'],
  'duplicate-row': [],
  'volume-drop': [],
  'stale-table': [],
};

const selects = [
  'random',
  'random',
  'clustered',
  '{clustered: 3}',
  '{towards: high, of: amount}',
  '{towards: low, of: customer}',
  '{towards: high, of: ordered_at}',
  '{segment: status}',
  '{segment: quantity}',
];
const wheres = [
  "status = 'paid'",
  "status <> 'paid' or status is null",
  'amount > 100',
  'quantity between 3 and 15',
  "customer like 'A%' and is_paid",
];
const durings = [
  'all',
  'all',
  '{last: 2 weeks}',
  '{last: 5 buckets}',
  '{from: latest - 20 days, to: latest}',
  '{from: 2026-10-20, to: 2026-11-05T12:00:00Z}',
  '{from: first + 3 days}',
  '{to: now}',
];

const stepOf = (table: string) =>
  fc.constantFrom(...Object.keys(columnsOf)).chain((anomaly) => {
    const columns = columnsOf[anomaly]!;
    const isOpen = anomaly === 'stale-table';
    const optional = (values: readonly string[], frequency = 1) =>
      fc.option(fc.constantFrom(...values), { nil: undefined, freq: frequency });
    return fc.record({
      anomaly: fc.constant(anomaly),
      table: fc.constant(table),
      column: columns.length === 0 ? fc.constant(undefined) : fc.constantFrom(...columns),
      where: optional(wheres),
      during: isOpen ? fc.constant(undefined) : optional(durings, 4),
      repeats: isOpen
        ? fc.constant(undefined)
        : optional(['frequency: 1 week, duration: 3 days', 'frequency: 10 days']),
      select: fc.constantFrom(...selects),
      volume: fc.oneof(
        fc.integer({ min: 0, max: 1000 }).map((tenths) => `${tenths / 10}%`),
        fc.integer({ min: 0, max: 60 }).map((count) => `${count} rows`),
      ),
      shape: anomaly === 'level-shift' ? optional(shapes, 3) : fc.constant(undefined),
      amplitude: anomaly === 'level-shift' ? optional(['-40', '12.5', '250']) : fc.constant(undefined),
      bucket: optional(['hour', 'day', 'week', 'month']),
    });
  });

/** Steps of one scenario on a table like the shop's orders, as YAML: any anomaly of rows, any selection, often the same cells. */
export const randomSteps = (table: string): fc.Arbitrary<string> =>
  fc.array(stepOf(table), { minLength: 1, maxLength: 4 }).map((steps) =>
    steps
      .map(({ repeats, where, ...keys }, index) => {
        const written = Object.entries(keys).flatMap(([key, value]) =>
          value === undefined ? [] : [`${key}: ${value}`],
        );
        const condition = where === undefined ? [] : [`where: "${where}"`];
        return `- {${[`id: s${index + 1}`, ...written, ...condition, ...(repeats === undefined ? [] : [repeats])].join(', ')}}`;
      })
      .join('\n'),
  );
