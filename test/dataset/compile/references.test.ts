import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';

async function tablesOf(text: string): Promise<Readonly<Record<string, readonly (readonly (string | null)[])[]>>> {
  const tables: Record<string, readonly (readonly (string | null)[])[]> = {};
  for (const source of await sourcesOf(datasetOf(text))) tables[source.table.name.name] = await rowsOf(source);
  return tables;
}

function counts(values: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const found = new Map<string | null, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

const customers = `
customers:
  rows: 300
  columns:
    id: {type: integer, unique: true}
    country: {type: string, length: 2}
    code: {template: "\${country}-\${id}"}`;

describe('a reference', () => {
  it('gives keys that the other table has, also where they are made of other columns', async () => {
    const { customers: parents, orders } = await tablesOf(`${customers}
orders:
  rows: 2000
  columns:
    code: {references: customers.code}`);
    const codes = new Set(parents?.map(([, , code]) => code));
    expect(orders?.every(([code]) => codes.has(code ?? ''))).toBe(true);
    expect(new Set(orders?.map(([code]) => code)).size).toBeGreaterThan(290);
  });

  it('of several columns gives those of one row', async () => {
    const { customers: parents, orders } = await tablesOf(`${customers}
orders:
  rows: 1000
  columns: {n: integer}
  references:
    - {columns: [customer, country, code], to: customers, keys: [id, country, code], nulls: 25%}`);
    const known = new Set(parents?.map((row) => JSON.stringify(row)));
    const referring = orders!.map(([, ...keys]) => keys);
    expect(referring.filter((keys) => keys.every((key) => key === null))).toHaveLength(250);
    expect(referring.filter((keys) => known.has(JSON.stringify(keys)))).toHaveLength(750);
  });

  it('through a table between leads to the same row as that one', async () => {
    const tables = await tablesOf(`${customers}
orders:
  rows: 900
  primaryKey: id
  columns:
    id: {type: integer, unique: true}
    customer_id: {references: customers.id}
lines:
  rows: 2000
  columns: {n: integer}
  references:
    - {columns: [order_id, customer_id], to: orders, keys: [id, customer_id]}`);
    const orders = new Map(tables['orders']!.map(([id, customer]) => [id, customer]));
    for (const [, order, customer] of tables['lines']!) expect(orders.get(order!)).toBe(customer);
  });

  it('to its own table leads to a row before, and of the first row nowhere', async () => {
    const { staff } = await tablesOf(`
staff:
  rows: 500
  columns:
    id: {type: integer, unique: true, ordered: true}
    boss: {references: staff.id, nulls: 10%}`);
    expect(staff![0]).toEqual(['1', null]);
    const led = staff!.filter(([, boss]) => boss !== null);
    expect(led.every(([id, boss]) => Number(boss) < Number(id))).toBe(true);
    expect(led).toHaveLength(450);
  });

  it('that picks each row once repeats none', async () => {
    const { cards } = await tablesOf(`${customers}
cards: {rows: 300, columns: {owner: {references: customers.id, pick: once}}}`);
    expect(new Set(cards!.map(([owner]) => owner)).size).toBe(300);
  });

  it('in order leads the n-th row to the n-th of them, and begins again', async () => {
    const { customers: parents, cards } = await tablesOf(`${customers}
cards: {rows: 700, columns: {owner: {references: customers.id, pick: inOrder}}}`);
    expect(cards!.map(([owner]) => owner)).toEqual(cards!.map((_, row) => parents![row % 300]![0]));
  });

  it('by the law of Zipf has the first parents in proportion to one over their rank', async () => {
    const { orders } = await tablesOf(`${customers}
orders: {rows: 60000, columns: {customer: {references: customers.id, pick: {zipf: 1}}}}`);
    const sizes = [...counts(orders!.map(([customer]) => customer!)).values()].toSorted((a, b) => b - a);
    const harmonic = Array.from({ length: 300 }, (_, index) => 1 / (index + 1)).reduce((sum, term) => sum + term);
    for (const rank of [1, 2, 3, 5, 10]) {
      const expected = 60_000 / harmonic / rank;
      expect(Math.abs(sizes[rank - 1]! - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });
});

it('gives exactly so many parents so many children as the shares say', async () => {
  const share = fc.integer({ min: 0, max: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(share, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 60 }),
      async (weights, parents) => {
        const sum = weights.reduce((left, right) => left + right, 0);
        fc.pre(sum > 0);
        const shares = weights.map((weight, size) => `${size}: ${(weight / sum) * 100}%`).join(', ');
        const { a, b } = await tablesOf(`
a: {rows: ${parents}, columns: {id: {type: integer, unique: true}}}
b: {columns: {a: {references: a.id, children: {shares: {${shares}}}}}}`);
        const found = counts(b!.map(([parent]) => parent!));
        expect(found.size).toBeLessThanOrEqual(a!.length);
        for (const [size, weight] of weights.entries()) {
          const having = size === 0 ? parents - found.size : [...found.values()].filter((each) => each === size).length;
          expect(Math.abs(having - (weight / sum) * parents)).toBeLessThan(1);
        }
      },
    ),
    { numRuns: 15 },
  );
});
