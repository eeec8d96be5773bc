import { describe, expect, test } from 'vitest';
import columnAdded from '../../src/anomaly/pipeline/column-added.ts';
import columnDropped from '../../src/anomaly/pipeline/column-dropped.ts';
import columnReordered from '../../src/anomaly/pipeline/column-reordered.ts';
import columnRetyped from '../../src/anomaly/pipeline/column-retyped.ts';
import tableMissing from '../../src/anomaly/pipeline/table-missing.ts';
import { dialect as mysql } from '../../src/engine/mysql/dialect.ts';
import { dialect as postgres } from '../../src/engine/postgres/dialect.ts';
import type { Alteration } from '../../src/model/alteration.ts';
import type { AlterAnomaly } from '../../src/model/anomaly.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Step } from '../../src/model/scenario.ts';
import type { Column, ColumnKind, Table } from '../../src/model/table.ts';

const lines = tableOf({ id: 'integer', price: 'decimal', label: 'text', day: 'date' });

function tableOf(kinds: Readonly<Record<string, ColumnKind>>, others: Partial<Table> = {}): Table {
  const flags = { isNullable: true, isComputed: false, isIdentity: false, isGenerator: false };
  const columns = Object.entries(kinds).map(([name, kind], index): Column => ({
    name,
    ordinal: index + 1,
    kind,
    type: kind,
    storage: kind,
    ...flags,
  }));
  const lists = { keys: [], references: [], referencedBy: [], triggers: [], publications: [] };
  return { name: { schema: 'public', name: 'lines' }, identity: '1', type: 'table', columns, ...lists, ...others };
}

interface Asked {
  readonly table?: Table;
  readonly column?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly dialect?: Dialect;
  readonly tables?: readonly string[];
}

function alter(
  anomaly: AlterAnomaly,
  { table = lines, column, with: given = {}, dialect = postgres, tables = [] }: Asked,
): Alteration {
  const nothing = { keys: [], detach: [], attach: [], dependents: [], notes: [] };
  const columns = table.columns.map((each) => ({ column: each, definition: each.type, ...nothing }));
  const step: Step = {
    id: 'drift',
    anomaly: anomaly.id,
    table: 'lines',
    key: 'auto',
    volume: { percent: '100' },
    select: { mechanism: 'random' },
    bucket: 'day',
    with: {},
  };
  return anomaly.alteration({
    dialect,
    table,
    step,
    with: given,
    column: table.columns.find((each) => each.name === column),
    declaration: { columns, constraints: [], settings: [], readers: [] },
    tables,
  });
}

const reason = (anomaly: AlterAnomaly, column: string, table = lines) =>
  anomaly.unsuitable(
    table.columns.find((each) => each.name === column)!,
    table,
  );

describe('column-added', () => {
  const asked = (name: string, type: string, value?: unknown, dialect?: Dialect) =>
    alter(columnAdded, { with: { name, type, ...(value !== undefined && { value }) }, ...(dialect && { dialect }) });

  test('has the name, the type and the value of the step, behind all other columns', () => {
    expect(asked('rank', 'integer', 7)).toMatchObject({
      change: 'add column',
      column: { name: 'rank', ordinal: 5, type: 'bigint', isNullable: true },
      value: '7',
    });
    expect(asked('rank', 'text')).toMatchObject({ value: null });
  });

  test('takes the next free name where there is such a column, whatever its case', () => {
    expect(asked('LABEL', 'text')).toMatchObject({ column: { name: 'LABEL_v2' } });
  });

  test('writes truth as a number where the engine has no other', () => {
    expect(asked('flag', 'boolean', true)).toMatchObject({ value: 'true' });
    expect(asked('flag', 'boolean', true, mysql)).toMatchObject({ value: '1' });
  });

  test.each([
    ['integer', '1.5'],
    ['decimal', '1e3'],
    ['boolean', 'yes'],
    ['date', '20.11.2026'],
    ['timestamp', '2026-11-20'],
  ])('refuses as %s: %s', (type, value) => {
    expect(() => asked('extra', type, value)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  test('refuses a text that is too long for its column', () => {
    expect(() => asked('extra', 'text', 'x'.repeat(256), mysql)).toThrow(/more than 255 characters/);
    expect(asked('extra', 'text', 'x'.repeat(256))).toMatchObject({ change: 'add column' });
  });
});

describe('column-dropped', () => {
  test('refuses the only column, and one that the database fills', () => {
    expect(reason(columnDropped, 'id', tableOf({ id: 'integer' }))).toBe('is the only one of its table');
    const [id, price] = lines.columns;
    const numbered = {
      ...lines,
      columns: [{ ...id!, isIdentity: true }, { ...price!, isComputed: true }, ...lines.columns.slice(2)],
    };
    expect(reason(columnDropped, 'id', numbered)).toBe('is numbered by the database');
    expect(reason(columnDropped, 'price', numbered)).toMatch(/only|computed/);
    expect(reason(columnDropped, 'label')).toBeUndefined();
  });

  test('refuses a column that others refer to, by their name', () => {
    const child = { schema: 'public', name: 'parts' };
    const actions = { onDelete: 'cascade', onUpdate: 'no action' } as const;
    const key = {
      name: 'of_line',
      child,
      childColumns: ['line'],
      parent: lines.name,
      parentColumns: ['id'],
      ...actions,
    };
    expect(reason(columnDropped, 'id', { ...lines, referencedBy: [key] })).toBe(
      'is referred to by public.parts (of_line)',
    );
  });
});

describe('column-retyped', () => {
  test('makes a text of a number by default, in the engine’s own type', () => {
    expect(alter(columnRetyped, { column: 'price', with: { to: 'text' } })).toMatchObject({
      change: 'retype column',
      to: { name: 'price', kind: 'text', type: 'text', ordinal: 2 },
    });
  });

  test('refuses what a kind is not made, and says what it can be', () => {
    expect(() => alter(columnRetyped, { column: 'day', with: { to: 'integer' } })).toThrow(
      expect.objectContaining({ code: 'UNSUITABLE_COLUMN', hint: expect.stringContaining('text or timestamp') }),
    );
    expect(reason(columnRetyped, 'label')).toMatch(/given no other type/);
  });
});

describe('column-reordered', () => {
  const order = (column: string, behind: string) => {
    const alteration = alter(columnReordered, { column, with: { behind } });
    return alteration.change === 'reorder columns' ? alteration.to : [];
  };

  test('puts a column behind all others, the next one, or one that it names', () => {
    expect(order('price', 'last')).toEqual(['id', 'label', 'day', 'price']);
    expect(order('price', 'next')).toEqual(['id', 'label', 'price', 'day']);
    expect(order('day', 'id')).toEqual(['id', 'day', 'price', 'label']);
  });

  test('refuses a place where the column stands already, and a name that there is none of', () => {
    expect(() => order('day', 'last')).toThrow(/stands there already/);
    expect(() => order('day', 'total')).toThrow(expect.objectContaining({ code: 'UNKNOWN_COLUMN' }));
  });

  test('refuses a table of an engine that has no way, with its reason', () => {
    const table = { ...lines, alterBlockers: { 'reorder columns': 'SQL Server has no way' } };
    expect(reason(columnReordered, 'day', table)).toBe('cannot be put elsewhere: SQL Server has no way');
  });
});

describe('table-missing', () => {
  test('gives the table the next free name, or that of the step', () => {
    expect(alter(tableMissing, { tables: ['lines', 'Lines_v2'] })).toEqual({
      change: 'rename table',
      from: 'lines',
      to: 'lines_v3',
    });
    expect(alter(tableMissing, { with: { to: 'gone' } })).toMatchObject({ to: 'gone' });
  });

  test('refuses the name of another table', () => {
    expect(() => alter(tableMissing, { tables: ['lines', 'parts'], with: { to: 'Parts' } })).toThrow(
      /already a table "Parts"/,
    );
  });
});
