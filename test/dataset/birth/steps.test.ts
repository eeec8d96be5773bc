import { expect, test } from 'vitest';
import type { Label } from '../../../src/model/run.ts';
import { badRows, shop, withBroken, type Rows } from './broken.ts';

const labelOf = ({ table, key, column, before, after }: Label) => ({ table, key, column, before, after });

function byKey(rows: Rows, key: string): ReadonlyMap<string, Rows[number]> {
  return new Map(rows.map((row) => [row[key]!, row]));
}

test('an update changes exactly the labelled cells, and rows stay where they were', async () => {
  await withBroken(
    shop,
    '- {id: emails, anomaly: null-spike, table: customers, column: email, volume: 10%}',
    (broken) => {
      const { clean, rows, labels } = broken;
      const before = clean['customers']!;
      const after = rows['customers']!;
      const changed = before.flatMap((row, index) =>
        Object.keys(row).flatMap((column) =>
          row[column] === after[index]![column]
            ? []
            : [{ table: 'customers', key: row['id'], column, before: row[column], after: after[index]![column] }],
        ),
      );
      expect(changed).toHaveLength(100);
      expect(labels.map(labelOf)).toEqual(changed);
      expect(rows['orders']).toEqual(clean['orders']);
      expect(badRows(broken, 'customers').map((index) => after[index]!['id'])).toEqual(changed.map(({ key }) => key));
      expect(broken.sources.isBad('orders')).toBeUndefined();
    },
  );
});

test('copies come behind all other rows, with keys of their own', async () => {
  await withBroken(
    shop,
    '- {id: twice, anomaly: duplicate-row, table: customers, volume: 5 rows}',
    ({ clean, rows, labels, sources }) => {
      const added = rows['customers']!.slice(1000);
      expect(rows['customers']!.slice(0, 1000)).toEqual(clean['customers']);
      expect(added).toHaveLength(5);
      expect(labels.map(({ after }) => JSON.parse(after!) as unknown)).toEqual(added);
      expect(new Set(rows['customers']!.map(({ id }) => id)).size).toBe(1005);
      for (const { id: _, ...copy } of added)
        expect(clean['customers']!.map(({ id: __, ...row }) => row)).toContainEqual(copy);
      expect(sources.sources[0]).toMatchObject({ from: 0, to: 1005 });
    },
  );
});

test('deleted rows are missing, and none is deleted to which another refers', async () => {
  await withBroken(
    shop,
    '- {id: gone, anomaly: volume-drop, table: customers, volume: 20 rows}',
    ({ clean, rows, labels }) => {
      const left = new Set(rows['customers']!.map(({ id }) => id));
      const gone = clean['customers']!.filter(({ id }) => !left.has(id!));
      expect(labels.map(({ before }) => JSON.parse(before!) as unknown)).toEqual(gone);
      expect(gone).toHaveLength(20);
      expect(rows['orders']!.every((order) => left.has(order['customer_id']!))).toBe(true);
    },
  );
});

test('orphaned keys break the labelled references and no other', async () => {
  await withBroken(
    shop,
    '- {id: orphans, anomaly: orphan-key, table: orders, column: customer_id, volume: 3%}',
    ({ clean, rows, labels }) => {
      const parents = byKey(rows['customers']!, 'id');
      const orphans = rows['orders']!.flatMap((order, index) =>
        parents.has(order['customer_id']!) ? [] : [String(index)],
      );
      expect(orphans).toHaveLength(Math.round(clean['orders']!.length * 0.03));
      expect(labels.map(({ key }) => key)).toEqual(orphans);
    },
  );
});

test('rows of a table without a primary key are known by their numbers', async () => {
  await withBroken(
    shop,
    `
- {id: notes, anomaly: empty-string, table: orders, column: note, volume: 40 rows}
- {id: again, anomaly: duplicate-row, table: orders, volume: 4 rows}`,
    ({ clean, rows, labels }) => {
      const count = clean['orders']!.length;
      const emptied = labels.filter(({ step }) => step === 'notes');
      expect(emptied).toHaveLength(40);
      for (const { key, before } of emptied) {
        expect(clean['orders']![Number(key)]!['note']).toBe(before);
        expect(rows['orders']![Number(key)]!['note']).toBe('');
      }
      const added = labels.filter(({ step }) => step === 'again');
      expect(added.map(({ key }) => Number(key))).toEqual([0, 1, 2, 3].map((index) => count + index));
      for (const { key, after } of added) {
        const { row, ...values } = JSON.parse(after!) as Record<string, unknown>;
        expect(row).toBe(key);
        expect(rows['orders']![Number(key)]).toEqual(values);
      }
    },
  );
});

test('a primary key can be repeated and lost: its rows are then known by their numbers', async () => {
  const products =
    'products: {rows: 500, primaryKey: id, columns: {id: {type: integer, unique: true}, price: {type: integer}}}';
  await withBroken(
    products,
    `
- {id: lost, anomaly: null-spike, table: products, column: id, volume: 6 rows}
- {id: repeated, anomaly: duplicate-key, table: products, volume: 3 rows, where: "id is not null"}`,
    ({ rows, labels, sources }) => {
      const ids = rows['products']!.map(({ id }) => id!);
      expect(ids.filter((id) => id === null)).toHaveLength(6);
      const repeated = ids.slice(500);
      expect(repeated).toHaveLength(3);
      for (const id of repeated) expect(ids.filter((each) => each === id)).toHaveLength(2);
      const lost = labels.filter(({ step }) => step === 'lost').map(({ key }) => ids[Number(key)]);
      expect(lost).toEqual(Array(6).fill(null));
      const { table } = sources.sources[0]!;
      expect(table.columns.find(({ name }) => name === 'id')!.isNullable).toBe(true);
      expect(table.primaryKey).toEqual(['id']);
    },
  );
});

test('windows go by the clock of the data set', async () => {
  const visits = `
visits:
  rows: 2000
  primaryKey: id
  columns:
    id: {type: uuid, unique: true}
    at: {expression: "timestamp '2026-11-11 00:00:00' + to_minutes(cast(id_number * 7 as bigint))", as: TIMESTAMP}
    id_number: {type: integer, from: 0, to: 1999, unique: true, ordered: true}
    pages: {type: integer, from: 1, to: 30}`;
  await withBroken(
    visits,
    '- {id: pages, anomaly: null-spike, table: visits, column: pages, volume: 100%, during: {column: at, last: 1 day}}',
    ({ rows, labels }) => {
      const lost = rows['visits']!.filter(({ pages }) => pages === null);
      expect(new Set(lost.map(({ at }) => at!.slice(0, 10)))).toEqual(new Set(['2026-11-20']));
      expect(labels).toHaveLength(lost.length);
      expect(lost.length).toBeGreaterThan(100);
    },
  );
});
