import { describe, expect, it } from 'vitest';
import { ProblemsError } from '../../src/model/errors.ts';
import { datasetOf, rowsOf, sourcesOf } from './dataset-of.ts';

/** A table with a column `x` made by an expression, beside columns whose names are words of SQL. */
function tables(expression: string): string {
  return `t:
  rows: 100
  columns:
    id: {type: integer, ordered: true}
    date: {expression: "date '2020-01-01' + id::integer", as: DATE}
    year: {expression: "id % 7", as: BIGINT}
    word: {expression: "' a' || id || 'b '"}
    docs: {expression: "json_object('n', id)", as: VARCHAR}
    x: {expression: ${JSON.stringify(expression)}}`;
}

async function refusals(text: string): Promise<readonly string[]> {
  try {
    await sourcesOf(datasetOf(text));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return error.problems.map(({ code, message, hint, place }) => `${code} ${place!.line}: ${message}. ${hint}`);
  }
  return [];
}

async function third(expression: string): Promise<string | null> {
  const [source] = await sourcesOf(datasetOf(tables(expression)));
  const rows = await rowsOf(source!);
  expect(rows).toHaveLength(100);
  return rows[2]!.at(-1)!;
}

describe('an expression of a data set', () => {
  it.each([
    ['id is distinct from year', 'false'],
    ['case when id is not distinct from year then 1 end', '1'],
    ['extract(year from date)', '2020'],
    ['extract(year from date) + year', '2023'],
    ['trim(both from word)', 'a3b'],
    ["trim(both 'b' from trim(word))", 'a3'],
    ['substring(trim(word) from 2)', '3b'],
    ["position('3' in word)", '3'],
    ["timestamp with time zone '2020-01-01 00:00:00+00' < '2021-01-01'", 'true'],
    ["(timestamp '2020-01-01' at time zone 'UTC')::timestamp without time zone", '2020-01-01 00:00:00'],
    ['id::double precision', '3.0'],
    ['(word || date)::varchar', ' a3b 2020-01-04'],
    ["'2021-02-03'::date", '2021-02-03'],
    ["cast('2021-02-03' as date)", '2021-02-03'],
    ["date '2021-02-03' + year::integer", '2021-02-06'],
    ["date + interval '1' year", '2021-01-04 00:00:00'],
    ['date + interval (year) year', '2023-01-04 00:00:00'],
    ["date_trunc('year', date)", '2020-01-01 00:00:00'],
    ['list_sum(list_transform([1, 2], lambda y: y * id))', '9'],
    ['list_sum([y * id for y in [1, 2] if y > 1])', '6'],
    ["docs::json ->> '$.n'", '3'],
    ["docs::json -> '$.n'", '3'],
    ["map {id: 'k'}[id]", 'k'],
    ['{date: id}.date', '3'],
    ["split_part(word, 'a', 1)", ' '],
    ["word like '%3%' and not word ilike '%C%'", 'true'],
    ['ID in (1, 3) or "year" between 8 and 9', 'true'],
    ["list_contains([1, 3], id) and word similar to '.*3.*'", 'true'],
    ["coalesce(nullif(id, 3), 0) || 'é' || year", '0é3'],
    ['main.abs(-id)', '3'],
    ["case id % 4 when 0 then 'a' when 3 then 'd' else year::varchar end", 'd'],
    ['id % 4 in (1, 3) and id + year between 5 and id * 2', 'true'],
  ])('%s has one value in each row', async (expression, wanted) => {
    expect(await third(expression)).toBe(wanted);
  });

  it.each([
    ["$$'$$ || random() || $$'$$", 'holds a placeholder'],
    ['generate_subscripts([1, 2], 1)', 'more than one value'],
    ["regexp_split_to_table('a b', ' ')", 'more than one value'],
    ['"unnest"([1, 2])', 'more than one value'],
    ['i', 'the table t has no column i. Did you mean "id"?'],
    ['l', 'the table t has no column l'],
    ['l.i', 'the table t has no column l'],
    ['l.v1', 'the table t has no column l'],
    ['yaer + 1', 'the table t has no column yaer. Did you mean "year"?'],
    ['"ID"', 'the table t has no column ID'],
    ['list_transform([1], lambda y: y + z)', 'the table t has no column z'],
    ['#1', 'names a column by its place'],
    ['*', 'names all columns'],
    ['id.*', 'names all columns'],
    ['(values (1))', 'holds a query'],
    ['(show tables)', 'holds a query'],
    ['(table pg_tables)', 'holds a query'],
    ['(from t)', 'holds a query'],
    ['(describe t)', 'holds a query'],
    ['(summarize t)', 'holds a query'],
    ['(pivot t on id)', 'holds a query'],
    ['(unpivot t on id)', 'holds a query'],
    ['id = any([1, 2])', 'holds a query'],
    ['array(from t)', 'holds a query'],
    ['sum(id)', 'makes one value out of many rows'],
    ['geomean(id)', 'reads more than the row, or gives more than one value'],
    ['get_block_size(word)', 'reads more than the row, or gives more than one value'],
    ['inet_client_prot()', 'inet_client_prot'],
    ['list_transform([1], lambda id: id + 1)', 'parameter id has the name of a column'],
    ['list_transform([1], lambda l: l.i)', "a lambda's parameter cannot be called l"],
    ['list_transform([1], (L, y) -> L.v1)', "a lambda's parameter cannot be called l"],
    ['word.upper()', 'word.upper is no function of a row. Write upper(word, …).'],
    ['id from t', 'syntax error'],
    ['id year', 'syntax error'],
    ['order + 1', 'stand in double quotes'],
    ['lower(id, id)', 'lower'],
  ])('%s is refused', async (expression, wanted) => {
    expect(await refusals(tables(expression))).toEqual([expect.stringContaining(wanted)]);
  });

  it('is refused at its place, with the column that it makes', async () => {
    const at = [expect.stringMatching(/^INVALID_VALUE 15: t\.x: the table t has no column i\./)];
    expect(await refusals(tables('i'))).toEqual(at);
    expect(await refusals('t: {rows: 1, columns: {id: integer, y: {template: "a${id}-${i}"}}}')).toEqual([
      expect.stringContaining('t.y: the table t has no column i'),
    ]);
  });

  it('is told alone where others are made of it', async () => {
    const chain = (length: number, broken: number) =>
      Array.from(
        { length },
        (_, n) => `    c${n}: {expression: "${n === broken ? "lower(c0, 'x')" : n === 0 ? 'id' : `c${n - 1} || 'x'`}"}`,
      ).join('\n');
    const text = (broken: number) =>
      `t:\n  rows: 9\n  columns:\n    id: {type: integer, ordered: true}\n${chain(40, broken)}`;
    expect(await refusals(text(25))).toEqual([expect.stringContaining('t.c25: ')]);
    expect(await refusals(text(-1))).toEqual([]);
  });
});
