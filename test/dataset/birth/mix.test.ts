import { expect, test } from 'vitest';
import type { Label } from '../../../src/model/run.ts';
import { badRows, shop, withBroken } from './broken.ts';

/** Rows that each step has labels of. */
function rowsByStep(labels: readonly Label[]): Readonly<Record<string, number>> {
  const keys = new Map<string, Set<string>>();
  for (const { step, key } of labels) keys.set(step, (keys.get(step) ?? new Set()).add(key));
  return Object.fromEntries([...keys].map(([step, each]) => [step, each.size]));
}

test('a mix makes exactly its share of the rows bad, each by one anomaly, in the proportion of the weights', async () => {
  const mix = `
volume: 2%
mix:
  - {anomaly: null-spike, table: customers, column: email, weight: 3}
  - {anomaly: typo, table: customers, column: email, weight: 5}
  - {anomaly: duplicate-row, table: customers, weight: 2}`;
  await withBroken(shop, mix, (broken) => {
    const { labels, rows, clean } = broken;
    expect(rowsByStep(labels)).toEqual({ 'null-spike-1': 6, 'typo-2': 10, 'duplicate-row-3': 4 });
    expect(new Set(labels.map(({ key }) => key)).size).toBe(20);
    expect(badRows(broken, 'customers').map((index) => rows['customers']![index]!['id'])).toEqual(
      labels.map(({ key }) => key).toSorted((left, right) => Number(left) - Number(right)),
    );
    expect(rows['customers']).toHaveLength(1004);
    expect(rows['orders']).toEqual(clean['orders']);
  });
});

test('copies of a mix are of good rows', async () => {
  const mix = `
volume: 40%
mix:
  - {anomaly: null-spike, table: customers, column: email, weight: 9}
  - {anomaly: duplicate-row, table: customers}`;
  await withBroken(shop, mix, ({ rows, clean }) => {
    const added = rows['customers']!.slice(1000);
    expect(added).toHaveLength(40);
    const emails = new Map(clean['customers']!.map(({ id, email }) => [email, id]));
    for (const { email } of added) {
      const original = rows['customers']!.find(({ id }) => id === emails.get(email!));
      expect(original!['email']).toBe(email);
    }
  });
});

test('an entry without a table is for every table that has the column', async () => {
  const tables = ['a', 'b'].map(
    (name) => `
${name}: {rows: 300, primaryKey: id, columns: {id: {type: integer, unique: true, from: 1, to: 300, ordered: true}, note: {type: string}}}`,
  );
  await withBroken(tables.join(''), '{volume: 10%, mix: [{anomaly: empty-string, column: note}]}', ({ labels }) => {
    const keys = (table: string) => labels.filter((label) => label.table === table).map(({ key }) => key);
    expect(keys('a')).toHaveLength(30);
    expect(keys('b')).toHaveLength(30);
    expect(keys('a')).not.toEqual(keys('b'));
  });
});

test('rows that an entry cannot change are left to others, even where every row has to be taken', async () => {
  // Rows 61 to 100 have both: of them 20 are for notes and 20 for marks, whatever is drawn.
  const notes = `
notes:
  rows: 200
  primaryKey: id
  columns:
    id: {type: integer, unique: true, ordered: true, from: 1, to: 200}
    note: {expression: "case when id <= 100 then 'note' end", as: VARCHAR}
    mark: {expression: "case when id > 60 then 'mark' end", as: VARCHAR}`;
  const mix = `
volume: 100%
mix:
  - {anomaly: null-spike, column: mark, weight: 3}
  - {anomaly: empty-string, column: note, weight: 2}`;
  await withBroken(notes, mix, ({ labels, rows }) => {
    expect(rowsByStep(labels)).toEqual({ 'null-spike-1': 120, 'empty-string-2': 80 });
    expect(new Set(labels.map(({ key }) => key)).size).toBe(200);
    expect(rows['notes']!.filter(({ note }) => note === '')).toHaveLength(80);
  });
});

test('too few rows that an entry can change are refused with the figures, at its place', async () => {
  const notes = `
notes: {rows: 200, columns: {note: {type: string, nulls: 90%}, kind: {type: string}}}`;
  const breaking = (weights: string) => withBroken(notes, `{volume: 50%, mix: [${weights}]}`, () => undefined);
  await expect(breaking('{anomaly: null-spike, column: note}')).rejects.toMatchObject({
    code: 'INVALID_VALUE',
    message: 'null-spike can change 20 rows of notes, and its share of the mix is 100',
    place: { file: 'shop.yaml' },
  });
  await expect(
    breaking('{anomaly: null-spike, column: kind}, {anomaly: empty-string, column: note}'),
  ).rejects.toMatchObject({
    code: 'INVALID_VALUE',
    message: '100 rows of notes are to be changed, each by one anomaly of the mix, and these can change 70 at the most',
  });
});

test('a mix refuses what makes no rows bad', async () => {
  const mix = (entry: string) => withBroken(shop, `{volume: 2%, mix: [${entry}]}`, () => undefined);
  await expect(mix('{anomaly: volume-drop, table: orders}')).rejects.toMatchObject({
    code: 'UNSUPPORTED',
    message: 'volume-drop deletes rows, and a row that is not there is not bad',
  });
  await expect(mix('{anomaly: column-dropped, table: orders, column: note}')).rejects.toMatchObject({
    code: 'UNSUPPORTED',
  });
  await expect(mix('{anomaly: null-spike, column: emial}')).rejects.toMatchObject({ code: 'UNKNOWN_COLUMN' });
  await expect(mix('{anomaly: null-spike, table: custommers, column: email}')).rejects.toMatchObject({
    problems: [{ code: 'UNKNOWN_TABLE', hint: 'Did you mean "customers"?' }],
  });
  await expect(mix('{anomaly: outlier, table: orders, column: amount, amplitude: much}')).rejects.toMatchObject({
    code: 'INVALID_VALUE',
  });
});
