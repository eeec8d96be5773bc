import { beforeAll, expect, test } from 'vitest';
import { grants } from '../../../src/engine/sqlserver/grants.ts';
import type { Column } from '../../../src/model/table.ts';
import { grantsText } from '../../../src/output/grants-text.ts';
import { grantedTable } from '../../../src/plan/granted-tables.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { tables } from './shop-tables.ts';

beforeAll(loadParser);

/** The parser knows no `object::`, no `schema::` and no right of two words; what is left of a statement it reads. */
function readable(statement: string): string {
  return statement
    .replaceAll(/\b(?:object|schema)::/gu, '')
    .replace(/^grant (?:view definition|alter|create table)\b/u, 'grant select')
    .replace(/^grant alter, /u, 'grant ')
    .replace(/^grant select to (\[.*\]);$/u, 'grant select on [dbo].[all] to $1;')
    .replace(/;$/u, '');
}

test('the grants for SQL Server are the reviewed ones, as T-SQL has them', async () => {
  const numbers = { ...tables[0]!.columns[0]!, name: 'number', defaultSql: '(NEXT VALUE FOR [dbo].[order]]s])' };
  const request = {
    user: "DOMAIN\\O'Neil ]",
    isReadOnly: false,
    tables: [
      { ...grantedTable({ schema: 'dbo', name: 'orders' }, ['update'], false), columns: [] },
      { ...grantedTable({ schema: 'dbo', name: 'tickets' }, ['insert'], false), columns: [numbers as Column] },
      { ...grantedTable({ schema: 'dbo', name: 'lines' }, ['alter'], false) },
      { ...grantedTable({ schema: "it's", name: 'a ] table' }, ['delete'], false) },
    ],
  };
  const made = [
    ['to apply', grants(request)] as const,
    [
      'to read',
      grants({
        ...request,
        isReadOnly: true,
        ledgerSchema: "own ] 'schema",
        tables: [grantedTable({ schema: 'dbo', name: 'orders' }, ['update'], true)],
      }),
    ] as const,
  ];
  const text = made.map(([title, own]) => grantsText(title, own)).join('\n');
  await expect(text).toMatchFileSnapshot('sql/grants.sql');
  for (const { statement } of made.flatMap(([, own]) => own)) {
    if (statement?.startsWith('grant ')) expect(complaintsAbout(readable(statement)), statement).toEqual([]);
  }
});
