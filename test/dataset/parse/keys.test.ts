import { expect, it } from 'vitest';
import { ProblemsError } from '../../../src/model/errors.ts';
import { datasetOf } from '../dataset-of.ts';

function messages(tables: string): readonly string[] {
  try {
    datasetOf(tables);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

const a = 'a: {rows: 7, columns: {id: {type: integer, unique: true}, n: integer, m: {type: integer, nulls: 2}}}';

it.each([
  ['b: {rows: 5, primaryKey: n, columns: {n: {references: a.n, pick: once}}}', /values of n may repeat/],
  ['b: {rows: 5, columns: {m: {references: a.m, pick: once}}}', /m of a may be null/],
  ['b: {columns: {id: {references: a.id, children: 2, nulls: 10%}}}', /children that their parents lack/],
  ['b: {columns: {id: {references: a.id, children: {geometric: 900}}}}', /more than 10000 children/],
  ['b: {rows: 10, columns: {x: {type: integer, distinct: 6, nulls: 50%}}}', /6 different .* and 5 rows have one/],
  [
    'b: {rows: 5, primaryKey: x, columns: {id: {type: integer, unique: true}, x: {template: "${id % 3}"}}}',
    /values of x/,
  ],
  [
    'b: {rows: 5, primaryKey: [x, y], columns: {x: integer, y: {expression: z + 1}, z: {type: integer, nulls: 1}}}',
    /column y of/,
  ],
])('refuses %s', (table, wanted) => {
  expect(messages(`${a}\n${table}`)).toEqual([expect.stringMatching(wanted)]);
});

it.each([
  'b: {rows: 5, primaryKey: x, columns: {id: {type: integer, unique: true}, x: {template: "C-${id}"}}}',
  `b: {rows: 5, primaryKey: x, columns: {id: {type: integer, unique: true}, x: {expression: "'C-' || id"}}}`,
  'b: {rows: 5, primaryKey: id, columns: {id: {references: a.id, pick: once}}}\nc: {rows: 3, primaryKey: id, columns: {id: {references: b.id, pick: inOrder}}}',
])('takes the primary key of %s', (table) => {
  expect(messages(`${a}\n${table}`)).toEqual([]);
});

it.each([0.5, 3, 800, 1000])('has %f children of each parent in the mean', (mean) => {
  const { tables } = datasetOf(`a: {rows: 1009, columns: {id: {type: integer, unique: true}}}
b: {columns: {id: {references: a.id, children: {poisson: ${mean}}}}}`);
  expect(Math.abs(tables[1]!.rows / 1009 / mean - 1)).toBeLessThan(0.01);
});
