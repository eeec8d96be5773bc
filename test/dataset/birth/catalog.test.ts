import { expect, test } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import type { Dataset } from '../../../src/model/dataset.ts';
import { differences, sorted } from './differences.ts';
import { sourcesOf } from '../dataset-of.ts';
import { withBroken, type Broken } from './broken.ts';

const rows = 300;

/** Columns of each kind that anomalies ask for. */
const columns = `
    id: {type: integer, unique: true, ordered: true, from: 1, to: 9000},
    sold_at: {type: timestamp, from: now - 40 days, to: now - 1 day, ordered: true},
    paid_at: {expression: "sold_at + to_minutes(cast(30 + units as bigint))", as: TIMESTAMP},
    units: {type: integer, from: 1, to: 40},
    price: {type: decimal, from: 1, to: 900, scale: 2},
    tax: {type: decimal, from: 1, to: 90, scale: 2},
    total: {expression: "price + tax", as: "DECIMAL(18, 2)"},
    weight: {type: float, from: 0.5, to: 80},
    size: {type: enum, values: {small: 50%, medium: 35%, large: 15%}},
    country: {type: enum, values: {DE: 40%, FR: 30%, PL: 20%, IT: 10%}},
    currency: {expression: "case when country = 'PL' then 'PLN' else 'EUR' end", as: VARCHAR},
    title: {expression: "['Anna Müller', 'José García', 'Zoë Łukasik', 'Ben Vu'][1 + units % 4] || ' ' || id", as: VARCHAR},
    email: {template: "buyer\${id}@example.com"},
    digits: {expression: "cast(units as varchar) || '.50'", as: VARCHAR},
    latitude: {type: decimal, from: -60, to: 60, scale: 6},
    longitude: {type: decimal, from: -170, to: 170, scale: 6},
    day: {expression: "strftime(sold_at, '%Y-%m-%d')", as: VARCHAR},
    token: {type: uuid}`;

/** One step of each anomaly. */
const steps: Readonly<Record<string, string>> = {
  'case-change': 'column: title, during: all, volume: 20%',
  'category-collapse': 'column: size, during: all',
  'category-swap': 'column: size, during: all',
  'churn-surge': 'column: email, bucket: week, amplitude: 3',
  'column-added': '',
  'column-dropped': 'column: units',
  'column-renamed': 'column: units',
  'column-reordered': 'column: units',
  'column-retyped': 'column: units, with: {to: text}',
  'column-shuffle': 'column: size, during: all, volume: 30%',
  'column-swap': 'column: latitude, during: all, with: {other: longitude}',
  'concentration-shift': 'column: country, bucket: week, with: {top: 2}',
  'correlation-break': 'column: price, bucket: week',
  'disguised-missing': 'column: units, during: all',
  'distribution-shift': 'column: price, during: all, volume: 40%',
  'duplicate-key': 'during: all',
  'duplicate-row': 'during: all',
  'duplicate-value': 'column: email, during: all, volume: 20%',
  'empty-load': '',
  'empty-string': 'column: title, during: all',
  'epoch-timestamp': 'column: paid_at, during: all',
  'extraneous-text': 'column: title, during: all, volume: 20%',
  'format-change': 'column: day, during: all',
  'functional-dependency-violation': 'column: currency, during: all, with: {determinant: country}',
  'funnel-drop': 'column: size, bucket: week, during: {last: 2 weeks}, with: {stage: medium}',
  'future-timestamp': 'column: paid_at, during: all',
  'gaussian-noise': 'column: weight, during: all',
  'geo-swap': 'column: latitude, during: all, with: {longitude: longitude}',
  'gradual-drift': 'column: price, during: {last: 20 days}',
  'history-rewrite': 'column: price, during: all, volume: 50%',
  'invalid-pattern': 'column: email, during: all, volume: 30%',
  'kurtosis-change': 'column: weight, during: all',
  'late-arrival': 'column: paid_at, during: all, with: {event: sold_at}',
  'level-shift': 'column: price, duration: 20 days',
  'metric-dip': 'measure: {column: units, aggregate: sum, time: sold_at, bucket: day}',
  'metric-spike': 'measure: {column: price, aggregate: avg, time: sold_at, bucket: day}',
  'missing-segment': 'column: country, during: {last: 2 weeks}',
  'mistyped-value': 'column: digits, during: all, volume: 50%',
  'mix-shift': 'column: size, bucket: week',
  mojibake: 'column: title, during: all, volume: 100%',
  'near-duplicate': 'column: title, during: all, amplitude: 2',
  'novel-category': 'column: size, during: all',
  'null-spike': 'column: email, during: all',
  'order-violation': 'column: paid_at, during: all, with: {start: sold_at}',
  'orphan-key': 'column: token, during: all',
  'out-of-order': 'column: sold_at, during: all, volume: 20%',
  'out-of-range': 'column: price, during: all',
  'outage-recovery': 'measure: {column: price, aggregate: sum, time: sold_at, bucket: day}',
  outlier: 'column: price, during: all',
  'precision-loss': 'column: longitude, during: all, amplitude: 2',
  'price-change': 'column: price, bucket: week',
  'replayed-batch': 'bucket: week',
  'seasonal-event': 'column: price, bucket: week',
  'seasonality-flatten':
    'measure: {column: price, aggregate: sum, time: sold_at, bucket: day}, during: {last: 14 days}, with: {cycle: 7}',
  'seasonality-shift':
    'measure: {column: price, aggregate: sum, time: sold_at, bucket: day}, during: {last: 14 days}, with: {cycle: 7}',
  'segment-collapse': 'measure: {aggregate: count, time: sold_at, bucket: week}, with: {segment: size, label: small}',
  'segment-surge': 'measure: {aggregate: count, time: sold_at, bucket: week}, with: {segment: size, label: small}',
  'sign-flip': 'column: weight, during: all',
  'skew-change': 'column: price, during: all, volume: 70%',
  'stale-table': 'amplitude: 3',
  'stuck-value': 'column: units, duration: 10 days',
  'threshold-clustering': 'column: price, during: all, with: {limit: 500}',
  'timezone-shift': 'column: sold_at, during: {column: sold_at, last: 10 days}',
  'token-permutation': 'column: title, during: all, volume: 50%',
  'total-mismatch': 'column: total, during: all, with: {parts: [price, tax]}',
  'trend-break': 'measure: {column: price, aggregate: sum, time: sold_at, bucket: day}, duration: 14 days',
  'truncated-load': 'bucket: week',
  truncation: 'column: title, during: all, volume: 20%',
  typo: 'column: title, during: all',
  'variance-burst': 'measure: {column: price, aggregate: sum, time: sold_at, bucket: day}, volume: 60%',
  'variance-change': 'column: price, during: all',
  'volume-drop': 'during: all',
  'volume-spike': 'during: {last: 10 days}, amplitude: x2.5',
  whitespace: 'column: title, during: all, volume: 30%',
  'wrong-unit': 'column: weight, during: all',
  'zero-spike': 'column: price, during: all',
};

const refused = [...catalog.values()].filter(({ effect, id }) => effect === 'file' || id === 'table-missing');

test('every anomaly works at birth, but those that break files or take a table away', () => {
  const known = [...Object.keys(steps), ...refused.map(({ id }) => id)];
  expect(known.toSorted()).toEqual([...catalog.keys()].toSorted());
});

/** Every other table in which no row goes knows its rows by their numbers. */
function hasKey(id: string, index: number): boolean {
  const { effect, category } = catalog.get(id)!;
  return index % 2 === 0 || effect === 'delete' || category === 'business';
}

/** The one table of a data set once for each anomaly, under names of their own. */
function onceForEach(dataset: Dataset): Dataset {
  const [table] = dataset.tables;
  const named = (id: string, index: number) => ({
    ...table!,
    name: `t${index}`,
    primaryKey: hasKey(id, index) ? ['id'] : [],
  });
  return { ...dataset, tables: Object.keys(steps).map(named) };
}

/** Rows of one table under all names. */
async function sameRows(dataset: Dataset): Promise<readonly TableSource[]> {
  const [first] = await sourcesOf({ ...dataset, tables: dataset.tables.slice(0, 1) });
  return dataset.tables.map(({ name, primaryKey }) => ({
    ...first!,
    table: { ...first!.table, name: { schema: '', name }, primaryKey },
  }));
}

test('the cells that differ are the labelled ones, whatever the anomaly', async () => {
  const ids = Object.keys(steps);
  const written = ids.map(
    (id, index) => `- {id: ${id}, anomaly: ${id}, table: t${index}${steps[id] === '' ? '' : `, ${steps[id]}`}}`,
  );
  const check = (broken: Broken) => {
    for (const [index, id] of ids.entries()) {
      const labels = broken.labels.filter(({ step }) => step === id);
      expect(labels.length, id).toBeGreaterThan(0);
      if (catalog.get(id)!.effect === 'alter') continue;
      const key = hasKey(id, index) && id !== 'duplicate-key' ? 'id' : undefined;
      const told = labels.map(({ key, column, before, after }) => ({ key, column, before, after }));
      expect(sorted(told), id).toEqual(sorted(differences(broken, { name: `t${index}`, key })));
    }
  };
  const table = `t0: {rows: ${rows}, columns: {${columns}}}`;
  await withBroken(table, written.join('\n'), check, { tablesFrom: onceForEach, sourcesFrom: sameRows });
});
