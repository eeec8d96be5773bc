import { describe, expect, it } from 'vitest';
import { columnsOf, readExpression } from '../../../src/engine/duckdb/expression.ts';
import { script } from '../../../src/engine/duckdb/script.ts';
import { name, sql } from '../../../src/sql/sql.ts';

const columns = ['id', 'first name', 'age', 'Total', 'today', 'date', 'end', 'time', 'zone'];

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
    ['total::date + cast(id as date)', '(v."Total"::date + cast(v."id" as date))'],
    ["date '2020-01-01' + date", '(date \'2020-01-01\' + v."date")'],
    ['extract(date from date)', '(extract(date from v."date"))'],
    ['trim(both from total)', '(trim(both from v."Total"))'],
    ['id is distinct from date', '(v."id" is distinct from v."date")'],
    ['date at time zone today', '(v."date" at time zone v."today")'],
    ['{date: date}', '({date: v."date"})'],
    ['case when id then date end', '(case when v."id" then v."date" end)'],
    ['interval (id) date', '(interval (v."id") date)'],
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
    "$$'$$ || random() || $$'$$",
    "$a$'$a$ || id",
    'generate_subscripts([1, 2], 1)',
    "regexp_split_to_table('a b', ' ')",
    'vector_type(id)',
  ])('%s is refused', (expression) => {
    expect(() => columnsOf(expression, ['id'])).toThrow(expect.objectContaining({ code: 'UNSAFE_WHERE' }));
  });
});
