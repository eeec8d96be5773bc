import { expect, it } from 'vitest';
import type { Sql } from '../../src/model/sql.ts';
import { defined } from '../../src/sql/defined.ts';
import { render } from '../../src/sql/render.ts';
import { name, sql } from '../../src/sql/sql.ts';

const spell = (title: string, query: Sql) => sql`${name(title)} as (${query})`;
const rendering = {
  quote: (identifier: string) => `"${identifier}"`,
  placeholder: (position: number) => `$${position}`,
};
const textOf = (statement: Sql) => render(statement, rendering).text.replaceAll(/\s+/gu, ' ');

it('definitions stand at the beginning of the statement, however deep they are read', () => {
  const orders = defined('late', sql`select id from orders where placed > ${'2026-01-01'}`, spell);
  const statement = sql`select count(*) from (select * from ${orders} o where id > ${7}) x`;
  expect(textOf(statement)).toBe(
    'with "late" as (select id from orders where placed > $1) select count(*) from (select * from "late" o where id > $2) x',
  );
  expect(render(statement, rendering).values).toEqual(['2026-01-01', 7]);
});

it('one that is read twice is defined once, behind those that it reads', () => {
  const late = defined('late', sql`select id from orders`, spell);
  const few = defined('few', sql`select id from ${late} l`, spell);
  expect(textOf(sql`select * from ${few} f join ${late} l on l.id = f.id join ${few} g on g.id = f.id`)).toBe(
    'with "late" as (select id from orders), "few" as (select id from "late" l) select * from "few" f join "late" l on l.id = f.id join "few" g on g.id = f.id',
  );
});

it('two of one title are told apart', () => {
  const [orders, customers] = ['orders', 'customers'].map((table) =>
    defined('layer', sql`select id from ${name(table)}`, spell),
  );
  expect(textOf(sql`select * from ${orders!} o, ${customers!} c, ${orders!} p`)).toBe(
    'with "layer" as (select id from "orders"), "layer_2" as (select id from "customers") select * from "layer" o, "layer_2" c, "layer" p',
  );
});

it('a statement without definitions stays as it is', () => {
  expect(textOf(sql`select ${1}`)).toBe('select $1');
});
