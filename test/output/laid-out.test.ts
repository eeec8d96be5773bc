import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laidOut } from '../../src/output/laid-out.ts';

it('a query has its clauses and nested queries on lines of their own', () => {
  const columns = Array.from({ length: 12 }, (_, index) => `t."column_${index + 1}"`).join(', ');
  expect(
    laidOut(`insert into "s"."snap" ("k1")   select ${columns}
      from (select t.* from "orders" t where t."note" = 'from   (here' and (t."a_longer_name" = 1 or t."b" is distinct from 2)) t
    order by t."id" limit 5`),
  ).toBe(`insert into "s"."snap" ("k1")
select t."column_1", t."column_2", t."column_3", t."column_4", t."column_5", t."column_6", t."column_7", t."column_8",
  t."column_9", t."column_10", t."column_11", t."column_12"
from (
  select t.*
  from "orders" t
  where t."note" = 'from   (here'
  and (t."a_longer_name" = 1 or t."b" is distinct from 2)
) t
order by t."id"
limit 5`);
});

it('lines end neither in an operator nor are one', () => {
  const terms = Array.from({ length: 40 }, (_, index) => `t."column_${index}" - t."c" / (${index} || 'x')`).join(' - ');
  for (const statement of [`select ${terms}`, `begin\n  x := ${terms};\nend;`])
    expect(
      laidOut(statement)
        .split('\n')
        .filter((line) => /^\s*\/|-$/.test(line)),
    ).toEqual(
      laidOut(statement)
        .split('\n')
        .filter((line) => /^\s*\/ \S/.test(line)),
    );
});

it('blocks of other languages keep their lines, but those that are too long', () => {
  const block = 'begin\n  execute immediate \'drop   table "A"\';\nend;';
  expect(laidOut(block)).toBe(block);
});

it('white space outside of literals and names is all that differs', () => {
  const word = fc.constantFrom(
    'select',
    'from',
    'a.b',
    '"a  b"',
    "'it''s\n  so'",
    '(',
    ')',
    ',',
    '=',
    '$t$ x  y $t$',
    '`q  r`',
    '[a  b]',
    '1.5',
    '$',
    "'",
    'case',
    'when',
    '-',
    '/',
  );
  const pieces = /'(?:[^']|'')*'|\$t\$[^]*?\$t\$|"[^"]*"|`[^`]*`|\[[^\]]*\]|[^\s]/g;
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const statement = `select ${words.join(' ')}`;
      expect(laidOut(statement).match(pieces)).toEqual(statement.match(pieces));
    }),
  );
});
