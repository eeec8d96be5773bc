import { Ajv } from 'ajv';
import { globSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Big } from 'big.js';
import { describe, expect, test } from 'vitest';
import type { Anomaly } from '../../src/model/anomaly.ts';
import type { Column, ColumnKind, Table } from '../../src/model/table.ts';

const folder = resolve(import.meta.dirname, '../../src/anomaly');
const entries = await Promise.all(
  globSync('{pipeline,quality,business}/*.ts', { cwd: folder }).map(async (path) => {
    const module = (await import(join(folder, path))) as { readonly default: Anomaly };
    return { path, id: basename(path, '.ts'), exported: Object.keys(module), anomaly: module.default };
  }),
);

const table: Table = {
  name: { schema: 'public', name: 'orders' },
  identity: '1',
  type: 'table',
  columns: [],
  keys: [],
  references: [],
  referencedBy: [],
  triggers: [],
  publications: [],
};

function columnOf(kind: ColumnKind, more: Partial<Column> = {}): Column {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { name: 'total', ordinal: 1, kind, type: kind, storage: kind, ...flags, ...more };
}

test('the catalog has at least the ten anomalies of its first edition', () => {
  expect(entries.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'null-spike',
      'outlier',
      'typo',
      'format-change',
      'category-swap',
      'duplicate-row',
      'volume-drop',
      'stale-table',
      'column-renamed',
      'level-shift',
    ]),
  );
});

describe.each(entries)('$id', ({ path, id, exported, anomaly }) => {
  test('is the only export of a file that has its name, in the folder of its category', () => {
    expect(exported).toEqual(['default']);
    expect(anomaly.id).toBe(id);
    expect(anomaly.category).toBe(dirname(path));
  });

  test('says in sentences what it is, how it comes about and what lets it pass', () => {
    for (const text of [anomaly.description, anomaly.inProduction, anomaly.placebo.description])
      expect(text).toMatch(/^[A-Z].{30,}\.$/s);
    expect(anomaly.title).toMatch(/^[A-Z][^.]*$/);
    expect(anomaly.caughtBy.length).toBeGreaterThanOrEqual(3);
  });

  test('has parameters that compile, describe themselves and take their own defaults', () => {
    const validate = new Ajv({ strict: true, useDefaults: true }).compile(anomaly.parameters);
    const properties = anomaly.parameters['properties'] as Readonly<Record<string, { readonly description?: string }>>;
    for (const property of Object.values(properties)) expect(property.description).toMatch(/^[A-Z].*\.$/s);
    const required = (anomaly.parameters['required'] ?? []) as readonly string[];
    const filled = Object.fromEntries(
      required.filter((name) => !('default' in properties[name]!)).map((name) => [name, 'a_column']),
    );
    expect(validate(filled)).toBe(true);
    expect(validate({ nosuch: 1 })).toBe(false);
    expect(validate(structuredClone(filled))).toBe(true);
  });

  test('explains its volume and has one by default, unless it changes the shape of the table', () => {
    if (anomaly.effect === 'alter') return expect(anomaly.volume).toBeUndefined();
    expect(anomaly.volume?.meaning).toMatch(/\.$/);
    expect(anomaly.volume?.default).toHaveProperty('percent');
  });

  test('has an amplitude within its own bounds, if it has one', () => {
    const { amplitude } = anomaly;
    if (amplitude === undefined) return;
    expect(amplitude.meaning).toMatch(/\.$/);
    expect(new Big(amplitude.default).gte(amplitude.min) && new Big(amplitude.default).lte(amplitude.max)).toBe(true);
  });

  test('refuses columns that the database fills in by itself', () => {
    if (anomaly.effect !== 'update') return;
    for (const kind of ['integer', 'decimal', 'text', 'boolean'] as const) {
      expect(anomaly.unsuitable(columnOf(kind, { isComputed: true }), table)).toBe('is computed by the database');
      expect(anomaly.unsuitable(columnOf(kind, { isIdentity: true }), table)).toBe('is numbered by the database');
    }
  });
});

/** Anomalies that suit every number and nothing else. */
const numbers = [
  'zero-spike',
  'sign-flip',
  'wrong-unit',
  'gaussian-noise',
  'out-of-range',
  'stuck-value',
  'distribution-shift',
  'variance-change',
  'skew-change',
  'kurtosis-change',
  'threshold-clustering',
  'geo-swap',
  'metric-spike',
  'metric-dip',
  'trend-break',
  'gradual-drift',
  'variance-burst',
  'seasonality-flatten',
  'seasonality-shift',
  'seasonal-event',
  'outage-recovery',
  'segment-surge',
  'segment-collapse',
  'price-change',
];

describe('suitable columns', () => {
  const suited: readonly (readonly [string, readonly ColumnKind[], readonly ColumnKind[]])[] = [
    ['null-spike', ['integer', 'json', 'array', 'other'], []],
    ['outlier', ['integer', 'decimal', 'float'], ['text', 'boolean', 'date', 'interval']],
    ['level-shift', ['integer', 'decimal', 'float'], ['text', 'timestamp', 'enum']],
    ['typo', ['text'], ['enum', 'json', 'uuid', 'integer']],
    ['format-change', ['text'], ['date', 'timestamptz', 'integer']],
    ['empty-string', ['text'], ['enum', 'json', 'uuid', 'integer']],
    [
      'disguised-missing',
      ['text', 'integer', 'decimal', 'float', 'date', 'timestamp', 'timestamptz'],
      ['boolean', 'enum', 'uuid', 'json', 'time'],
    ],
    ['case-change', ['text'], ['enum', 'json', 'uuid']],
    ['whitespace', ['text'], ['enum', 'json', 'uuid']],
    ['truncation', ['text'], ['enum', 'json', 'uuid']],
    ['extraneous-text', ['text'], ['enum', 'json', 'uuid']],
    ['token-permutation', ['text'], ['enum', 'json', 'uuid']],
    ['mojibake', ['text'], ['enum', 'json', 'binary']],
    ['invalid-pattern', ['text'], ['uuid', 'integer', 'json']],
    ['mistyped-value', ['text'], ['integer', 'decimal', 'float']],
    ['novel-category', ['text', 'integer'], ['enum', 'boolean', 'float', 'date']],
    ['category-collapse', ['text', 'enum', 'boolean', 'integer'], ['float', 'json', 'uuid', 'date']],
    ['category-swap', ['text', 'enum', 'boolean', 'integer'], ['float', 'json', 'uuid', 'date']],
    ...numbers.map((id) => [id, ['integer', 'decimal', 'float'], ['text', 'boolean', 'date', 'interval']] as const),
    ['late-arrival', ['date', 'timestamp', 'timestamptz'], ['text', 'integer', 'time']],
    ['out-of-order', ['date', 'timestamp', 'timestamptz'], ['text', 'integer', 'time']],
    ['future-timestamp', ['date', 'timestamp', 'timestamptz'], ['text', 'integer', 'time']],
    ['epoch-timestamp', ['date', 'timestamp', 'timestamptz'], ['text', 'integer', 'time']],
    ['order-violation', ['date', 'timestamp', 'timestamptz'], ['text', 'integer', 'time']],
    ['timezone-shift', ['timestamp', 'timestamptz'], ['date', 'text', 'integer']],
    ['history-rewrite', ['integer', 'decimal', 'float'], ['text', 'boolean', 'date']],
    ['total-mismatch', ['integer', 'decimal', 'float'], ['text', 'boolean', 'date']],
    ['orphan-key', ['integer', 'text', 'uuid'], ['boolean', 'float', 'date']],
    ['functional-dependency-violation', ['text', 'integer', 'date', 'enum'], ['json', 'binary', 'interval']],
    ['mix-shift', ['text', 'enum', 'boolean', 'integer'], ['float', 'json', 'uuid', 'date']],
    ['concentration-shift', ['text', 'enum', 'boolean', 'integer'], ['float', 'json', 'uuid', 'date']],
    ['precision-loss', ['decimal', 'float'], ['text', 'boolean', 'timestamp']],
  ];

  test.each(suited)('%s takes %j and refuses %j with a reason', (id, taken, refused) => {
    const anomaly = entries.find((entry) => entry.id === id)?.anomaly;
    if (anomaly?.effect !== 'update') throw new Error('not an update');
    for (const kind of taken) expect(anomaly.unsuitable(columnOf(kind), table)).toBeUndefined();
    for (const kind of refused)
      expect(anomaly.unsuitable(columnOf(kind), table)).toMatch(/^(is not|holds (no|values that are not)) /);
  });

  test('empty-string refuses a column in which an empty text is NULL', () => {
    const anomaly = entries.find((entry) => entry.id === 'empty-string')?.anomaly;
    if (anomaly?.effect !== 'update') throw new Error('not an update');
    expect(anomaly.unsuitable(columnOf('text', { emptyIsNull: true }), table)).toMatch(/^cannot be empty/);
  });

  test('sign-flip refuses numbers that cannot be negative, precision-loss whole ones', () => {
    const reason = (id: string, column: Column) => {
      const anomaly = entries.find((entry) => entry.id === id)?.anomaly;
      return anomaly?.effect === 'update' ? anomaly.unsuitable(column, table) : 'not an update';
    };
    const unsigned = columnOf('integer', { range: { min: '0', max: '255' }, type: 'tinyint' });
    expect(reason('sign-flip', unsigned)).toBe('holds no negative numbers (tinyint)');
    expect(reason('sign-flip', columnOf('integer', { range: { min: '-128', max: '127' } }))).toBeUndefined();
    const whole = columnOf('integer', { scale: 0, type: 'bigint' });
    expect(reason('precision-loss', whole)).toBe('has no digits behind the point (bigint)');
  });

  test('null-spike refuses a column that is declared not null', () => {
    const anomaly = entries.find((entry) => entry.id === 'null-spike')?.anomaly;
    if (anomaly?.effect !== 'update') throw new Error('not an update');
    expect(anomaly.unsuitable(columnOf('text', { isNullable: false }), table)).toBe('is declared not null');
  });
});
