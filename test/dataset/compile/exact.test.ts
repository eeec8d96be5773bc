import { expect, it } from 'vitest';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { generatedSource } from '../../../src/dataset/generated-source.ts';
import { columnOf } from '../column-of.ts';
import { datasetOf, rowsOf } from '../dataset-of.ts';

const cases = [
  [1, 1, 0],
  [2, 1, 1],
  [3, 2, 1],
  [7, 3, 4],
  [13, 5, 2],
  [31, 1, 30],
] as const;

it.each(
  cases.flatMap((each) => ['', ', ordered: true', ', ordered: descending'].map((order) => [...each, order] as const)),
)('has of %i rows exactly %i different values and %i nulls%s', async (rows, distinct, nulls, order) => {
  const values = await columnOf(`{type: integer, distinct: ${distinct}, nulls: ${nulls}${order}}`, rows);
  const filled = values.filter((value) => value !== null);
  expect([filled.length, new Set(filled).size]).toEqual([rows - nulls, distinct]);
  const sorted = filled.toSorted((a, b) => (Number(a) - Number(b)) * (order.endsWith('descending') ? -1 : 1));
  if (order !== '') expect(filled).toEqual(sorted);
});

it('has no values of no rows', async () => {
  expect(await columnOf('{type: integer, nulls: 50%}', 0)).toEqual([]);
});

async function lastOf(tables: string) {
  const dataset = datasetOf(tables);
  return rowsOf(generatedSource(dataset, dataset.tables.at(-1)!, valueTypes));
}

it.each([
  [1, 1],
  [2, 0],
  [2, 1],
  [3, 2],
  [7, 7],
  [13, 5],
])('of %i rows that refer to rows before, %i refer to nothing, the first one among them', async (rows, nulls) => {
  const found = await lastOf(
    `staff: {rows: ${rows}, columns: {id: {type: integer, unique: true}, boss: {references: staff.id, nulls: ${nulls}}}}`,
  );
  expect(found[0]![1]).toBeNull();
  expect(found.filter(([, boss]) => boss === null)).toHaveLength(Math.max(1, nulls));
});

function chain(length: number, pick: string): string {
  const links = Array.from(
    { length },
    (_, index) => `t${index + 1}: {rows: 3, columns: {id: {references: t${index}.id${pick}}}}`,
  );
  return ['t0: {rows: 3, columns: {id: {type: integer, unique: true}}}', ...links].join('\n');
}

it('follows 250 references in a row', async () => {
  const dataset = datasetOf(chain(250, ''));
  const [first, last] = [dataset.tables[0]!, dataset.tables.at(-1)!];
  const keys = (await rowsOf(generatedSource(dataset, first, valueTypes))).map(([id]) => id);
  const found = await rowsOf(generatedSource(dataset, last, valueTypes));
  expect(found).toHaveLength(3);
  for (const [id] of found) expect(keys).toContain(id);
});

it('refuses a chain that is too long before a row is made', () => {
  const dataset = datasetOf(chain(250, ', pick: once'));
  expect(() => generatedSource(dataset, dataset.tables.at(-1)!, valueTypes)).toThrow(
    /values of t250 are made in \d+ steps, one after the other: more than 1200/,
  );
});
