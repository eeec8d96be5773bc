import { describe, expect, it } from 'vitest';
import { columnsOf, readExpression } from '../../../src/engine/duckdb/expression.ts';
import { script } from '../../../src/engine/duckdb/script.ts';
import { name, sql } from '../../../src/sql/sql.ts';

const columns = ['id', 'first name', 'age', 'Total', 'today'];

function read(expression: string): string {
  return script.render(readExpression(expression, columns, (column) => sql`v.${name(column)}`));
}

describe('an expression over columns of a row', () => {
  it.each([
    ['total * 2', '(v."Total" * 2)'],
    ['lower("first name") || id', '(lower(v."first name") || v."id")'],
    ["case when id > 3 then 'id' else 'a''b' end", "(case when v.\"id\" > 3 then 'id' else 'a''b' end)"],
    ['age + today', '(v."age" + v."today")'],
    ['id::varchar', '(v."id"::varchar)'],
    ['struct_pack(id := total).id', '(struct_pack(id := v."Total").id)'],
  ])('%s reads its columns', (expression, wanted) => {
    expect(read(expression)).toBe(wanted);
  });

  it('names the columns that it reads once each', () => {
    expect(columnsOf('id + ID + abs(id)', ['id', 'abs'])).toEqual(['id']);
  });

  it.each([
    'random()',
    'id + RANDOM ()',
    '"random"()',
    'main.random()',
    'now()',
    'current_date',
    'age(id)',
    "read_text('/etc/passwd')",
    '"read_text"(\'/etc/passwd\')',
    "getenv('HOME')",
    '(select 1)',
    'sum(id) over ()',
    'columns(*)',
    'unnest([1, 2])',
    'exists(from t)',
    'id; drop table x',
    'id -- more',
    'id /* more */',
    'id) from t, (select 1',
    '$1',
    '?',
    "e'\\x41'",
  ])('%s is refused', (expression) => {
    expect(() => columnsOf(expression, ['id'])).toThrow(expect.objectContaining({ code: 'UNSAFE_WHERE' }));
  });
});
