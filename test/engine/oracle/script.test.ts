import { expect, it } from 'vitest';
import { scenarioOf } from '../../run/workbench.ts';
import { plainStatements, recordedScripts, reviewedScript } from '../recorded-scripts.ts';
import { recorder, rowsOfStep } from '../statement-recorder.ts';
import { complaintsAbout } from './parse.ts';
import { dialect, recordedShop } from './review.ts';
import { tables } from './shop-tables.ts';

const volume = `during: all, volume: ${rowsOfStep} rows`;

it('scripts for SQL*Plus are as reviewed, and as the grammar has them', { timeout: 300_000 }, async () => {
  const { server } = await recordedShop().connect();
  const standing = { intact: rowsOfStep, restored: 0, gone: 0, total: rowsOfStep };
  const shop = recorder({ dialect, server, tables, standing });
  const nothing = () => Promise.reject(new Error('no database'));
  const database = {
    url: 'oracle:',
    ledgerSchema: 'SHOP',
    connect: () => shop.connect(),
    copy: nothing,
    drop: nothing,
  };
  const connection = await shop.connect();
  const scenarios = [
    scenarioOf('reviewed', `- {id: s1, table: ORDERS, anomaly: null-spike, column: CUSTOMER, ${volume}}`),
    scenarioOf('renamed', '- {id: s, table: LINES, anomaly: column-renamed, column: NOTE}'),
  ];
  const { apply, rollback } = await recordedScripts(database, scenarios);
  await expect(reviewedScript(connection, apply)).toMatchFileSnapshot('sql/script-apply.sql');
  await expect(reviewedScript(connection, rollback)).toMatchFileSnapshot('sql/script-rollback.sql');
  // Queries of draws, which take the parser long, are parsed for every anomaly by another test.
  const statements = [apply, rollback].flatMap((entries) => plainStatements(connection, entries));
  for (const statement of statements.filter((each) => !each.includes('_fl_kappa')))
    expect(complaintsAbout(statement), statement).toEqual([]);
});

it('texts for SQL*Plus hold no line ends, and long ones are LOBs', () => {
  const literal = (text: string) => dialect.script.render(dialect.textLiteral(text));
  expect(literal("it's;\n/\n&x")).toContain("('it''s;' ||\n  chr(10) ||\n  '/' ||\n  chr(10) ||\n  '&x')");
  expect(literal('x'.repeat(4001))).toContain("(to_clob('xxx");
  expect(literal('')).toContain("''");
});
