import { expect, it } from 'vitest';
import { ProblemsError } from '../../../src/model/errors.ts';
import { datasetOf } from '../dataset-of.ts';

/** What is said of a table, each behind the word at its place. */
function refusals(tables: string, rest?: string): readonly string[] {
  try {
    datasetOf(tables, rest);
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.problems.map(({ message, place, line }) => {
      const word = /^[^\s,}:\]]*/.exec(line?.slice(place!.column - 1) ?? '')![0];
      return `${word}: ${message}`;
    });
  }
  return [];
}

const customers = 'customers: {rows: 10, primaryKey: id, columns: {id: {type: integer, unique: true}}}';

it.each([
  ['a type that does not exist', 'a: {rows: 1, columns: {id: intger}}', 'intger: there is no type "intger"'],
  ['a table without rows', 'a: {columns: {id: integer}}', '{columns: the table a has no number of rows'],
  [
    'a number of rows that is none',
    'a: {rows: many, columns: {id: integer}}',
    'many: tables.a.rows "many" is not a number of rows',
  ],
  [
    'a column without values',
    'a: {rows: 1, columns: {id: {unique: true}}}',
    '{unique: the column id says nothing of its values',
  ],
  [
    'two kinds of values',
    'a: {rows: 1, columns: {id: {type: uuid, template: x}}}',
    '{type: type and template stand side by side',
  ],
  ['a slip in the key of a form', 'a: {rows: 1, columns: {id: {tpye: uuid}}}', 'uuid: unknown key "tpye"'],
  ['a slip in the key of rows', 'a: {rowz: 1, columns: {id: integer}}', 'rowz: unknown key "rowz"'],
  ['a type of databases', 'a: {rows: 1, columns: {id: varchar}}', 'varchar: there is no type "varchar"'],
  ['an unknown parameter', 'a: {rows: 1, columns: {id: {type: integer, form: 1}}}', 'form: unknown key "form"'],
  [
    'more unique values than there are',
    'a: {rows: 10, columns: {id: {type: integer, from: 1, to: 9, unique: true}}}',
    'true: 10 different values are asked for, and there are 9',
  ],
  [
    'more different values than there are',
    'a: {rows: 10, columns: {id: {type: integer, from: 1, to: 3, distinct: 4}}}',
    '4: 4 different values are asked for, and there are 3',
  ],
  [
    'unique and distinct at once',
    'a: {rows: 10, columns: {id: {type: integer, unique: true, distinct: 4}}}',
    '4: unique and distinct stand side by side',
  ],
  [
    'an order of values that have none',
    'a: {rows: 10, columns: {id: {type: uuid, ordered: true}}}',
    'true: values of the type uuid have no order',
  ],
  [
    'more nulls than rows',
    'a: {rows: 10, columns: {id: {type: uuid, nulls: 11}}}',
    '11: tables.a.columns.id.nulls asks for 11 of 10 rows',
  ],
  [
    'a primary key that may repeat',
    'a: {rows: 10, primaryKey: id, columns: {id: integer}}',
    'id: values of id may repeat, and it is the primary key',
  ],
  [
    'a part beyond the last row',
    'a: {rows: 10, from: 3, to: 10, columns: {id: integer}}',
    '10: a has rows 0 to 9, not 10',
  ],
  [
    'columns that differ in case',
    'a: {rows: 1, columns: {id: integer, ID: integer}}',
    'integer: the columns id and ID differ in the case of their letters only',
  ],
  ['a reference to no table', 'a: {rows: 1, columns: {b_id: {references: b.id}}}', 'b.id: there is no table b'],
  [
    'a reference to no column',
    `${customers}\na: {rows: 1, columns: {c: {references: customers.ide}}}`,
    'customers.ide: the table customers has no column ide',
  ],
  [
    'more children than parents, each once',
    `${customers}\na: {rows: 11, columns: {c: {references: customers.id, pick: once}}}`,
    'once: 11 rows refer to 10 rows of customers, each once',
  ],
  [
    'rows given twice',
    `${customers}\na: {rows: 11, columns: {c: {references: customers.id, children: 2}}}`,
    '11: a has its rows by the children of customers',
  ],
  [
    'tables sized by each other',
    'a: {columns: {id: integer, b: {references: b.id, children: 1}}}\nb: {columns: {id: integer, a: {references: a.id, children: 1}}}',
    '{columns: the number of rows of a depends on itself: a → b → a',
  ],
  [
    'columns that are made of each other',
    'a: {rows: 1, columns: {x: {expression: y}, y: {expression: x}}}',
    '{expression: the values of a.x depend on themselves: a.x → a.y → a.x',
  ],
  [
    'a query for an expression',
    'a: {rows: 1, columns: {x: {expression: (select 1)}}}',
    '(select: the expression holds select: it is a query',
  ],
  [
    'values that change each time',
    'a: {rows: 1, columns: {x: {expression: random()}}}',
    'random(): random gives another value each time, or reads more than the row',
  ],
  [
    'shares of children that do not sum to 1',
    `${customers}\na: {columns: {c: {references: customers.id, children: {shares: {1: 60%, 2: 30%}}}}}`,
    '{1: the shares sum to 90%, not to 100%',
  ],
  [
    'correlations that cannot be',
    'a: {rows: 9, columns: {x: integer, y: integer, z: integer}, correlations: [{columns: [x, y, z], rho: -0.9}]}',
    '-0.9: no columns have these correlations with each other',
  ],
  ['an output of no kind', customers, '{: there is no output cvs', 'output: {cvs: {}}'],
  [
    'an anomaly of no kind',
    customers,
    'nul-spike: there is no anomaly "nul-spike"',
    'anomalies: [{id: a, anomaly: nul-spike, table: customers, column: id}]',
  ],
])('refuses %s at its place', (_, tables, wanted, rest?: string) => {
  expect(refusals(tables, rest)).toContain(wanted);
});

it('tells everything that is wrong at once', () => {
  const tables = 'a: {rows: x, columns: {id: intger, at: {type: string, min: 9, max: -1}}}';
  expect(refusals(tables)).toHaveLength(3);
});

it('takes rows with thousands separated and with units', () => {
  const { tables } = datasetOf('a: {rows: 10_000, columns: {id: integer}}\nb: {rows: 1.5M, columns: {id: integer}}');
  expect(tables.map(({ rows }) => rows)).toEqual([10_000, 1_500_000]);
});

it('gives a table as many rows as its parents have children', () => {
  const { tables } = datasetOf(
    `${customers}\na: {columns: {c: {references: customers.id, children: {shares: {0: 50%, 1: 30%, 4: 20%}}}}}`,
  );
  expect(tables[1]?.rows).toBe(3 * 1 + 2 * 4);
});
