import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { coefficients, drawSql } from '../../src/snapshot/draw.ts';
import { internalColumn } from '../../src/snapshot/internal.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { createOrders } from './shop-orders.ts';

const steps = {
  'null-spike': `anomaly: null-spike, column: customer, where: "status = 'paid'", volume: 25%`,
  outlier: 'anomaly: outlier, column: amount, during: all, volume: 5%',
  typo: 'anomaly: typo, column: customer, during: all, volume: 5%',
  'format-change': 'anomaly: format-change, column: day_text, during: {last: 2 weeks}',
  'category-swap': 'anomaly: category-swap, column: status, during: all, select: {segment: customer}',
  'duplicate-row': 'anomaly: duplicate-row, during: all, volume: 5 rows',
  'volume-drop':
    'anomaly: volume-drop, during: {from: 2026-11-01, to: 2026-11-08}, frequency: 2 days, duration: 1 day, select: {clustered: 3}',
  'stale-table': 'anomaly: stale-table',
  'level-shift': 'anomaly: level-shift, column: amount, shape: ramp, select: {towards: high, of: self}',
  'column-renamed': 'anomaly: column-renamed, column: amount',
} as const;

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let statements: string[] = [];

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    await createOrders(connection, 60);
    await run(connection, 'create table plain_orders as select * from orders');
  });
  beforeEach(() => run(connection, 'drop schema if exists faultline cascade'));
  afterAll(() => database.drop());

  it('a draw is what was reviewed', async () => {
    const { dialect } = connection;
    const { text } = dialect.render(drawSql(dialect, internalColumn('kappa'), coefficients('reviewed', 's', 'choose')));
    await expect(`-- draw('choose', kappa)\n\n${text}\n`).toMatchFileSnapshot(`sql/${engine.name}/draw.sql`);
  });

  it.each(Object.entries(steps))('the statements of %s are those that were reviewed', async (name, step) => {
    const table = name === 'column-renamed' ? 'plain_orders' : 'orders';
    const scenario = scenarioOf('reviewed', `- {id: s, table: ${table}, ${step}}`);
    const bench = benchFor(database);
    const open = async () => recorded(await database.connect());
    const plan = await part('plan', () => bench.plan([scenario], { now: new Date('2026-11-20T09:00:00Z'), open }));
    const apply = await part('apply', () => bench.apply([scenario], plan.result, { open }));
    const rollback = await part('rollback', async () => bench.rollback(await open(), 'reviewed'));
    const text = [plan, apply, rollback].map((each) => each.text).join('\n');
    await expect(text).toMatchFileSnapshot(`sql/${engine.name}/${name}.sql`);
  });

  /** Statements that read or write the table or a snapshot while something is done. */
  async function part<Result>(
    title: string,
    work: () => Promise<Result>,
  ): Promise<{ readonly text: string; readonly result: Result }> {
    statements = [];
    const result = await work();
    const isOwn = (statement: string) =>
      /orders"|snapshot_/u.test(statement) && !/pg_catalog|"faultline"\."(steps|runs|ledger)"/u.test(statement);
    const own = statements.filter(isOwn).map(readable);
    return { text: `-- ${title}\n\n${own.join('\n')}`, result };
  }

  function recorded(opened: Connection): Connection {
    const { query, execute } = opened;
    opened.query = (statement) => {
      note(statement);
      return query.call(opened, statement);
    };
    opened.execute = (statement) => {
      note(statement);
      return execute.call(opened, statement);
    };
    return opened;
  }

  /** Without what differs from run to run; a draw, which is long, under a name. */
  function readable(statement: string): string {
    return draws()
      .reduce((text, [name, draw]) => text.replaceAll(draw, name), statement)
      .replaceAll(/snapshot_[a-z0-9]+_/gu, 'snapshot_run_');
  }

  function draws(): readonly (readonly [string, string])[] {
    const { dialect } = connection;
    const purposes = ['choose', 'shape', 'value', ...Array.from({ length: 60 }, (_, index) => `value.${index + 2}`)];
    return purposes.flatMap((purpose) =>
      (['kappa', 'group'] as const).map((key) => {
        const { text } = dialect.render(drawSql(dialect, internalColumn(key), coefficients('reviewed', 's', purpose)));
        return [`draw('${purpose}', ${key})`, text] as const;
      }),
    );
  }

  function note(statement: Sql): void {
    const { text, values } = connection.dialect.render(statement);
    const bound = values.map((value, index) => `-- $${index + 1}: ${shortened(JSON.stringify(value))}\n`);
    const lines = text
      .split('\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
    statements.push(`${bound.join('')}${lines.join('\n')};\n`);
  }
});

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
