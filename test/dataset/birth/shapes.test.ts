import { expect, test } from 'vitest';
import { shop, withBroken } from './broken.ts';

test('a renamed column has its other name in the rows, and where others refer to it', async () => {
  await withBroken(
    shop,
    '- {id: renamed, anomaly: column-renamed, table: customers, column: id, with: {to: customer_no}}',
    ({ clean, rows, labels, sources }) => {
      expect(rows['customers']).toEqual(clean['customers']!.map(({ id, ...row }) => ({ customer_no: id, ...row })));
      expect(labels).toMatchObject([{ table: 'customers', column: 'id', before: 'id', after: 'customer_no' }]);
      const [customers, orders] = sources.sources.map(({ table }) => table);
      expect(customers!.primaryKey).toEqual(['customer_no']);
      expect(orders!.references[0]!.keys).toEqual(['customer_no']);
    },
  );
});

test('a dropped column is missing, a reordered one stands elsewhere, and rows keep their order', async () => {
  await withBroken(
    shop,
    `
- {id: again, anomaly: duplicate-row, table: customers, volume: 3 rows}
- {id: dropped, anomaly: column-dropped, table: customers, column: age}
- {id: moved, anomaly: column-reordered, table: customers, column: email}
- {id: emptied, anomaly: null-spike, table: customers, column: email, volume: 10 rows}`,
    ({ clean, rows, labels, sources }) => {
      const names = sources.sources[0]!.table.columns.map(({ name }) => name);
      expect(names).toEqual(['id', 'segment', 'email']);
      expect(rows['customers']!.slice(0, 1000).map(({ id }) => id)).toEqual(clean['customers']!.map(({ id }) => id));
      const emptied = labels.filter(({ step }) => step === 'emptied').map(({ key }) => key);
      expect(rows['customers']!.filter(({ email }) => email === null).map(({ id }) => id)).toEqual(emptied);
      expect(sources.sources[0]!.to).toBe(1003);
      expect(sources.isBad('customers')?.(1001)).toBe(true);
    },
  );
});

test('a column gets another type, in a table without a key as well', async () => {
  await withBroken(
    'lines: {rows: 300, columns: {amount: {type: integer, from: 1, to: 9}, tag: {type: enum, values: {a: 50%, b: 50%}}}}',
    '- {id: retyped, anomaly: column-retyped, table: lines, column: amount, with: {to: text}}',
    ({ clean, rows, sources }) => {
      expect(rows['lines']).toEqual(clean['lines']);
      expect(sources.sources[0]!.table.columns[0]).toMatchObject({ name: 'amount', type: 'text' });
    },
  );
});

test('a column is added', async () => {
  await withBroken(shop, '- {id: added, anomaly: column-added, table: orders}', ({ clean, rows, labels, sources }) => {
    const added = sources.sources[1]!.table.columns.at(-1)!.name;
    expect(labels).toMatchObject([{ table: 'orders', column: added, after: added }]);
    const value = rows['orders']![0]![added];
    expect(rows['orders']).toEqual(clean['orders']!.map((row) => ({ ...row, [added]: value })));
  });
});

test('what is not in the rows is refused with the way out, at its place', async () => {
  const breaking = (step: string) => withBroken(shop, `- {id: s, ${step}}`, () => undefined);
  await expect(breaking('anomaly: file-truncated, table: orders')).rejects.toMatchObject({
    problems: [
      { code: 'UNSUPPORTED', hint: expect.stringContaining('faultline break') as unknown, place: { line: 8 } },
    ],
  });
  await expect(breaking('anomaly: table-missing, table: orders')).rejects.toMatchObject({
    problems: [{ code: 'UNSUPPORTED', hint: expect.stringContaining('--table') as unknown }],
  });
});
