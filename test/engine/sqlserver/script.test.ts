import { beforeAll, expect, it } from 'vitest';
import { dialectOf } from '../../../src/engine/sqlserver/dialect.ts';
import { latest } from '../../../src/engine/sqlserver/server-facts.ts';
import { scenarioOf } from '../../run/workbench.ts';
import { plainStatements, recordedScripts, reviewedScript } from '../recorded-scripts.ts';
import { recorder, rowsOfStep } from '../statement-recorder.ts';
import { complaintsAbout, loadParser } from './parse.ts';
import { tables } from './shop-tables.ts';

const volume = `during: all, volume: ${rowsOfStep} rows`;
const dialect = dialectOf(latest);
const server = {
  product: 'SQL Server',
  version: '16.0.4135.4',
  database: 'shop',
  user: 'dbo',
  defaultSchema: 'dbo',
  ledgerSchema: 'faultline',
};

beforeAll(loadParser);

it('scripts for sqlcmd are what was reviewed, and T-SQL', async () => {
  const standing = { intact: rowsOfStep, restored: 0, gone: 0, total: rowsOfStep };
  const shop = recorder({ dialect, server, tables, standing });
  const nothing = () => Promise.reject(new Error('no database'));
  const database = {
    url: 'sqlserver:',
    ledgerSchema: 'faultline',
    connect: () => shop.connect(),
    copy: nothing,
    drop: nothing,
  };
  const connection = await shop.connect();
  const scenarios = [
    scenarioOf(
      'reviewed',
      `- {id: s1, table: orders, anomaly: null-spike, column: customer, where: "[status] = 'it''s paid'", ${volume}}
- {id: s2, table: numbered, anomaly: duplicate-row, ${volume}}`,
    ),
    scenarioOf('renamed', '- {id: s, table: lines, anomaly: column-renamed, column: note}'),
  ];
  const { apply, rollback } = await recordedScripts(database, scenarios);
  await expect(reviewedScript(connection, apply)).toMatchFileSnapshot('sql/script-apply.sql');
  await expect(reviewedScript(connection, rollback)).toMatchFileSnapshot('sql/script-rollback.sql');
  for (const statement of [apply, rollback].flatMap((entries) => plainStatements(connection, entries))) {
    for (const part of readable(statement)) expect(complaintsAbout(part), part).toEqual([]);
  }
});

/** The parser knows neither THROW nor a condition by itself. */
function readable(statement: string): readonly string[] {
  const check = /^if not \((.*)\)\n {2}throw 50000, (.*), 1$/s.exec(statement);
  return check ? [`select case when ${check[1]} then 1 end as [held]`, `select ${check[2]} as [told]`] : [statement];
}

it('texts for sqlcmd hold no line ends, and as many characters as they like', () => {
  const literal = (text: string) => dialect.script.render(dialect.textLiteral(text));
  expect(literal("it's\ngo\n\\\r\n🦊")).toContain(
    "(cast(N'' as nvarchar(max)) + N'it''s' + nchar(10) + N'go' + nchar(10) + N'\\' + nchar(13) + nchar(10) + N'🦊')",
  );
  const long = literal('🦊'.repeat(2001));
  expect(long).toContain("cast(N'' as nvarchar(max))");
  expect(long.match(/🦊+/gu)!.map((chunk) => Array.from(chunk).length)).toEqual([2000, 1]);
  expect(literal('')).toContain("N''");
});
