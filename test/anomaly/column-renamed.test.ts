import { expect, test } from 'vitest';
import columnRenamed from '../../src/anomaly/pipeline/column-renamed.ts';
import { dialect as duckdb } from '../../src/engine/duckdb/dialect.ts';
import { dialect as postgres } from '../../src/engine/postgres/dialect.ts';
import type { AlterAnomaly } from '../../src/model/anomaly.ts';
import type { Alteration } from '../../src/model/alteration.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Step } from '../../src/model/scenario.ts';
import type { Column, Table } from '../../src/model/table.ts';

const anomaly = columnRenamed satisfies AlterAnomaly;

type Renaming = Extract<Alteration, { change: 'rename column' }>;

function rename(names: readonly string[], to?: string, dialect: Dialect = postgres): Renaming {
  const columns = names.map((name, index) => textColumn(name, index + 1));
  const [column] = columns;
  if (column === undefined) throw new Error('a table without columns');
  const parameters = to === undefined ? {} : { to };
  const declaration = { columns: [], constraints: [], settings: [], readers: [] };
  const context = { dialect, table: tableOf(columns), with: parameters, step, column, declaration, tables: [] };
  return anomaly.alteration(context) as Renaming;
}

const step: Step = {
  id: 'drift',
  anomaly: 'column-renamed',
  table: 'public.orders',
  key: 'auto',
  volume: { percent: '100' },
  select: { mechanism: 'random' },
  bucket: 'day',
  with: {},
};

function textColumn(name: string, ordinal: number): Column {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  return { name, ordinal, kind: 'text', type: 'text', storage: 'text', ...flags };
}

function tableOf(columns: readonly Column[], renameBlocker?: string): Table {
  const lists = { keys: [], references: [], referencedBy: [], triggers: [], publications: [] };
  return { name: { schema: 'public', name: 'orders' }, identity: '1', type: 'table', columns, ...lists, renameBlocker };
}

test('a column gets the name that the step gives it', () => {
  expect(rename(['total', 'id'], 'amount')).toEqual({ change: 'rename column', from: 'total', to: 'amount' });
});

test('without one it gets the next version of its own name that is free', () => {
  expect(rename(['total']).to).toBe('total_v2');
  expect(rename(['total', 'TOTAL_V2', 'total_v3']).to).toBe('total_v4');
});

test('the next version of the longest name is cut between characters so that it fits', () => {
  expect(rename(['x'.repeat(63)]).to).toBe(`${'x'.repeat(60)}_v2`);
  expect(rename(['ü'.repeat(31)]).to).toBe(`${'ü'.repeat(30)}_v2`);
  expect(rename(['x'.repeat(63)], undefined, duckdb).to).toBe(`${'x'.repeat(63)}_v2`);
});

test('a name that another column has is refused, whatever its case', () => {
  expect(() => rename(['total', 'amount'], 'Amount')).toThrow(
    expect.objectContaining({ code: 'INVALID_VALUE', hint: 'Choose another name, such as total_v2.' }),
  );
  expect(() => rename(['total'], 'total')).toThrow(/already has a column "total"/);
  expect(rename(['total'], 'Total').to).toBe('Total');
});

test('a name that is too long or blank is refused', () => {
  expect(() => rename(['total'], 'x'.repeat(64))).toThrow(/longer than the 63 bytes that PostgreSQL keeps/);
  expect(() => rename(['total'], 'ü'.repeat(32))).toThrow(/longer than the 63 bytes/);
  expect(() => rename(['total'], '  ')).toThrow(/is no name for a column/);
});

test('a table whose columns the engine cannot rename is refused with the reason', () => {
  const column = textColumn('total', 1);
  const blocker = 'DuckDB renames no column of a table with an index';
  expect(anomaly.unsuitable(column, tableOf([column], blocker))).toBe(`cannot be renamed: ${blocker}`);
  expect(anomaly.unsuitable(column, tableOf([column]))).toBeUndefined();
});
