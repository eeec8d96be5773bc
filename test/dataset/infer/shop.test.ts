import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, DataTable, Reference } from '../../../src/model/dataset.ts';
import type { TableProfile } from '../../../src/model/profile.ts';
import { name, sql } from '../../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../../support/engines.ts';
import { columnIn, generated, inferred, profileOf, type Inferred } from './inferred.ts';
import { shopDatabase } from './shop.ts';

function tableIn({ tables }: Dataset, wanted: string): DataTable {
  return tables.find((each) => each.name === wanted)!;
}

function parametersOf({ columns }: DataTable, wanted: string) {
  const { source } = columns.find((each) => each.name === wanted)!;
  if (source.kind !== 'type') throw new TypeError(`${wanted} is no column of a type`);
  return { type: source.type, ...source.with } as Readonly<Record<string, unknown>>;
}

function referenceOf({ references }: DataTable, column: string): Reference {
  return references.find(({ columns }) => columns.includes(column))!;
}

describe.each(allTestEngines)('a data set proposed from a shop on $name', (engine) => {
  let source: TestDatabase;
  let proposal: Inferred;
  let made: TestDatabase;

  beforeAll(async () => {
    source = await shopDatabase(engine);
    proposal = await inferred(source);
    made = await generated(proposal.dataset);
  });
  afterAll(async () => {
    await source.drop();
    await made.drop();
  });

  it('has parents before children, with as many rows', () => {
    const { tables } = proposal.dataset;
    const names = tables.map((each) => each.name);
    expect(names.toSorted()).toEqual(['accounts', 'customers', 'employees', 'empty_one', 'orders', 'products']);
    for (const table of tables)
      for (const reference of table.references)
        expect(names.indexOf(reference.table)).toBeLessThanOrEqual(names.indexOf(table.name));
    expect(tableIn(proposal.dataset, 'customers').rows).toBe(3000);
    expect(Math.abs(tableIn(proposal.dataset, 'orders').rows - 9000)).toBeLessThan(200);
    expect(proposal.notes).toEqual(['empty_one has no rows: its columns are of the right types at best']);
  });

  it('finds distributions again', () => {
    const customers = tableIn(proposal.dataset, 'customers');
    const near = (value: number, share: number) => expect.closeTo(value, -Math.log10(2 * value * share));
    expect(parametersOf(customers, 'age')).toMatchObject({
      type: 'integer',
      distribution: { normal: { mean: near(45, 0.03), sd: near(12, 0.05) } },
    });
    expect(parametersOf(customers, 'income')).toMatchObject({
      type: 'decimal',
      distribution: { lognormal: { median: near(30_000, 0.05), sigma: near(0.6, 0.05) } },
    });
    expect(parametersOf(customers, 'waited')).toMatchObject({
      type: 'float',
      distribution: { exponential: { mean: near(300, 0.06) } },
    });
    expect(parametersOf(tableIn(proposal.dataset, 'accounts'), 'balance')).toEqual({
      type: 'decimal',
      from: -500,
      to: 1500,
      scale: 2,
      precision: 18,
      distribution: 'uniform',
    });
  });

  it('finds shares of labels, forms of texts and habits of time', () => {
    const customers = tableIn(proposal.dataset, 'customers');
    const { values } = parametersOf(customers, 'segment') as { values: Record<string, string> };
    expect(Object.keys(values)).toEqual(['category_1', 'category_2']);
    expect(Number.parseFloat(values['category_1']!)).toBeCloseTo(75, -1);
    expect(parametersOf(customers, 'email')['type']).toBe('email');
    expect(parametersOf(customers, 'first_name')['type']).toBe('first_name');
    expect(parametersOf(customers, 'sku')).toMatchObject({ type: 'string', pattern: 'AAA-0000' });
    expect(parametersOf(customers, 'about')['type']).toBe('lorem');
    const joined = parametersOf(customers, 'joined_at') as { daily: number[]; weekly: number[] };
    expect(joined).toMatchObject({ type: 'timestamp', from: '2024-03-01', to: '2025-08-01', step: '1 minute' });
    expect(joined.daily.map((weight) => weight > 0)).toEqual(Array.from({ length: 24 }, (_, at) => at >= 8 && at < 18));
    expect(joined.weekly.map((weight) => weight > 0)).toEqual([true, true, true, true, true, false, false]);
    expect(customers.columns.find((each) => each.name === 'joined_at')!.ordered).toBe('ascending');
    expect(parametersOf(customers, 'born_on')).toMatchObject({ type: 'date', from: '1950-05-01', to: '2004-06-01' });
  });

  it('finds what is made of other columns', () => {
    const { source } = tableIn(proposal.dataset, 'orders').columns.find((each) => each.name === 'total')!;
    expect(source).toEqual({
      kind: 'expression',
      text: '"quantity" * "unit_price"',
      type: expect.stringContaining('DECIMAL'),
    });
  });

  it('finds keys and references with their children', () => {
    const orders = tableIn(proposal.dataset, 'orders');
    expect(orders.primaryKey).toEqual(['id']);
    expect(tableIn(proposal.dataset, 'accounts').primaryKey).toEqual(['customer_id']);
    expect(referenceOf(tableIn(proposal.dataset, 'accounts'), 'customer_id').pick).toEqual({ how: 'once' });
    expect(referenceOf(orders, 'customer_id').pick.how).toBe('children');
    expect(proposal.text).toMatch(/children: \{poisson: [23]\.\d+\}/);
    const { pick } = referenceOf(orders, 'product_code');
    expect(pick).toMatchObject({ how: 'zipf', exponent: expect.closeTo(1.2, 0) });
    expect(referenceOf(orders, 'gift_for')).toMatchObject({ pick: { how: 'uniform' } });
    expect(referenceOf(tableIn(proposal.dataset, 'employees'), 'manager_id').table).toBe('employees');
  });

  it('makes tables that are like those of the shop', async () => {
    const [before, after] = [await source.connect(), await made.connect()];
    for (const { name: table, columns, references } of proposal.dataset.tables) {
      const [from, to] = [await profileOf(before, table), await profileOf(after, table)];
      if (from.rows === 0) continue;
      expect(Math.abs(to.rows - from.rows) / from.rows, table).toBeLessThan(0.01);
      for (const column of columns)
        compare(table, column.name, from, to, column.distinct !== undefined || column.unique);
      for (const reference of references) {
        const orphans = await after.query(sql`select count(*) as ${name('orphans')}
          from ${after.dialect.table({ schema: 'main', name: table })} t
          where t.${name(reference.columns[0]!)} not in (
            select ${name(reference.keys[0]!)} from ${after.dialect.table({ schema: 'main', name: reference.table })} p)`);
        expect(Number(orphans[0]!['orphans'])).toBe(0);
      }
    }
    await before.close();
    await after.close();
  });

  it('tells labels and bounds where values are asked for, and neither texts nor what is personal', async () => {
    const told = await inferred(source, { withValues: true });
    const customers = tableIn(told.dataset, 'customers');
    expect(Object.keys(parametersOf(customers, 'segment')['values'] as object).toSorted()).toEqual([
      'retail-customer',
      'wholesale-trade',
    ]);
    const connection = await source.connect();
    const profile = await profileOf(connection, 'customers');
    expect(parametersOf(customers, 'waited')['to']).toBeCloseTo(Number(columnIn(profile, 'waited').max), 6);
    expect(parametersOf(customers, 'joined_at')['from']).toBe(
      columnIn(profile, 'joined_at').min!.slice(0, 19).replace(' ', 'T').concat('Z'),
    );
    expect(told.text).not.toContain(columnIn(profile, 'email').min);
    expect(told.text).not.toContain(columnIn(profile, 'income').max!.slice(0, 6));
    await connection.close();
  });
});

/** Nulls are exact; different values where the proposal lays them down, else about as many; means are near. */
function compare(table: string, column: string, from: TableProfile, to: TableProfile, isCounted: boolean): void {
  const [left, right] = [columnIn(from, column), columnIn(to, column)];
  const place = `${table}.${column}`;
  expect(right.nulls / to.rows, place).toBeCloseTo(left.nulls / from.rows, 3);
  if (isCounted && left.distinct !== null)
    expect(Math.abs(right.distinct! - left.distinct), place).toBeLessThanOrEqual(Math.abs(to.rows - from.rows));
  if (left.mean === null || left.sd === null || right.mean === null || /(^|_)id$|gift/.test(column)) return;
  expect(Math.abs(right.mean - left.mean), place).toBeLessThan(0.15 * left.sd);
  expect(right.sd! / left.sd, place).toBeGreaterThan(0.8);
  expect(right.sd! / left.sd, place).toBeLessThan(1.25);
}
