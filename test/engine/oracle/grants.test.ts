import { expect, test } from 'vitest';
import { grants } from '../../../src/engine/oracle/grants.ts';
import { grantsText } from '../../../src/output/grants-text.ts';
import { grantedTable } from '../../../src/plan/granted-tables.ts';
import { complaintsAbout } from './parse.ts';
import { orders } from './shop-tables.ts';

test('the grants for Oracle are the reviewed ones, as its grammar has them', { timeout: 60_000 }, async () => {
  const [first] = orders.columns;
  const numbered = [
    { ...first!, name: 'ID', defaultSql: '"SHOP"."ISEQ$$_7".nextval' },
    { ...first!, name: 'NUMBER', defaultSql: '"SHOP"."Order numbers"."NEXTVAL"' },
  ];
  const request = {
    user: 'faultline user',
    isReadOnly: false,
    tables: [
      grantedTable({ schema: 'SHOP', name: 'ORDERS' }, ['update'], false),
      { ...grantedTable({ schema: 'SHOP', name: "It's" }, ['insert'], false), columns: numbered },
      grantedTable({ schema: 'SHOP', name: 'LINES' }, ['alter', 'delete'], false),
      grantedTable({ schema: 'faultline user', name: 'OWN' }, ['update'], false),
    ],
  };
  const reading = [grantedTable({ schema: 'SHOP', name: 'ORDERS' }, ['update'], true)];
  const made = [
    ['to apply', grants(request)] as const,
    ['to read', grants({ ...request, isReadOnly: true, tables: reading })] as const,
    ['with a ledger of another user', grants({ ...request, ledgerSchema: 'DQ', tables: [] })] as const,
  ];
  await expect(made.map(([title, own]) => grantsText(title, own)).join('\n')).toMatchFileSnapshot('sql/grants.sql');
  for (const { statement } of made.flatMap(([, own]) => own)) {
    if (statement !== undefined)
      expect(complaintsAbout(statement.replace(/\n\/$/u, '').replace(/^(grant .*);$/u, '$1')), statement).toEqual([]);
  }
});
