import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { readTexts } from '../plan/replay.ts';
import { allTestEngines, type EngineName, type TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import { labelsOf } from '../conformance/stage.ts';
import { benchFor, scenarioOf, type Bench } from './workbench.ts';

/** Lines of orders with all that may hang on a column; the last column is `note`. */
const tables: Partial<Record<EngineName, readonly string[]>> = {
  postgres: [
    'create table articles (id integer primary key)',
    'insert into articles select generate_series(1, 9)',
    `create table lines (id bigint primary key, price numeric(10, 2) default 1.50 not null check (price > 0), article integer references articles,
      label varchar(20) collate "C" unique, day date not null, note text)`,
    'create index lines_by_price on lines (price desc, day)',
    'create index on lines (lower(label)) where price > 3',
    `comment on column lines.price is 'in euros, with tax'`,
    `comment on index lines_by_price is 'the dearest first'`,
    'create statistics lines_together on day, price from lines',
    'alter table lines alter column price set statistics 50',
    'create role lines_reader',
    'grant select (price), update (price) on lines to lines_reader',
    `insert into lines select n, n * 1.25, n % 9 + 1, 'label ' || n, date '2026-01-01' + n, case when n % 5 > 0 then 'note ' || n end from generate_series(1, 60) as n`,
  ],
  duckdb: [
    `create table lines (id bigint primary key, price decimal(10, 2) default 1.50 not null, article integer,
      label varchar collate nocase, day date not null check (day > date '2000-01-01'), note varchar)`,
    `comment on column lines.price is 'in euros, with tax'`,
    `comment on table lines is 'what was ordered'`,
    `insert into lines select n, n * 1.25, n % 9 + 1, 'label ' || n, date '2026-01-01' + cast(n as integer), case when n % 5 > 0 then 'note ' || n end from range(1, 61) as g(n)`,
  ],
  mariadb: mysqlTables(),
  mysql: mysqlTables(),
};

function mysqlTables(): readonly string[] {
  return [
    'create table articles (id int primary key)',
    'insert into articles values (1), (2), (3), (4), (5), (6), (7), (8), (9)',
    `create table \`lines\` (id bigint primary key, price decimal(10, 2) default 1.50 not null comment 'in euros, NOT NULL', article int,
      label varchar(20) character set latin1 collate latin1_bin, day date not null, note text,
      changed timestamp(6) not null default current_timestamp(6) on update current_timestamp(6),
      unique key by_label (label), key by_price (price desc, day), constraint dear check (price > 0),
      constraint of_article foreign key (article) references articles (id)) comment 'what was ordered'`,
    `insert into \`lines\` (id, price, article, label, day, note, changed)
      with recursive g (n) as (select 1 union all select n + 1 from g where n < 60)
      select n, n * 1.25, n % 9 + 1, concat('label ', n), date '2026-01-01' + interval n day, if(n % 5 > 0, concat('note ', n), null), '2026-02-03 04:05:06.789' from g`,
  ];
}

const steps = {
  'a column is added': '- {id: s, anomaly: column-added, table: lines}',
  'a column is added with a value': '- {id: s, anomaly: column-added, table: lines, with: {name: rank, type: integer, value: 7}}',
  'a column is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: price}',
  'a column that refers to others is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: article}',
  'the last column is dropped': '- {id: s, anomaly: column-dropped, table: lines, column: note}',
  'a number becomes a text': '- {id: s, anomaly: column-retyped, table: lines, column: price}',
  'a number loses its fraction': '- {id: s, anomaly: column-retyped, table: lines, column: price, with: {to: integer}}',
  'a date becomes a text': '- {id: s, anomaly: column-retyped, table: lines, column: article}',
  'a column is put at the end': '- {id: s, anomaly: column-reordered, table: lines, column: label}',
  'a column is put behind another one': '- {id: s, anomaly: column-reordered, table: lines, column: price, with: {behind: label}}',
  'the table is missing': '- {id: s, anomaly: table-missing, table: lines}',
};

const engines = allTestEngines.filter(({ name }) => tables[name] !== undefined);

describe.each(engines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;
  let lines: TableName;

  beforeEach(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    lines = { schema: connection.server.defaultSchema, name: 'lines' };
    await execute(connection, ...tables[engine.name]!);
  });
  afterEach(async () => {
    if (engine.name === 'postgres')
      await execute(connection, 'drop owned by lines_reader', 'drop role lines_reader').catch(() => undefined);
    await database.drop();
  });

  async function shape(): Promise<unknown> {
    const { columns, ...rest } = await connection.declareTable(lines);
    const inOrder = columns.map((each) => ({ ...each, column: { ...each.column, ordinal: 0 }, attach: each.attach.toSorted(), detach: each.detach.toSorted(), notes: [] }));
    return { ...rest, columns: inOrder };
  }

  it.each(Object.entries(steps))('%s, and all is as before after the rollback', async (_, step) => {
    const [shapeBefore, rowsBefore] = [await shape(), await readTexts(connection, lines)];
    const [target] = await bench.converge([scenarioOf('drift', step)]);
    expect(target!.injected[0]!.rows).toBe(1);
    expect(await labelsOf(connection, target!.injected[0]!)).toHaveLength(1);
    const again = await bench.plan([scenarioOf('drift', step)]);
    expect(again.targets[0]!.actions[0]).toMatchObject({ action: 'keep', standing: { intact: 1, conflicting: 0 } });
    const [undone] = await bench.rollback(connection);
    expect(undone).toMatchObject({ restored: 1, skipped: 0 });
    expect(await readTexts(connection, lines)).toEqual(rowsBefore);
    expect(await shape()).toEqual(shapeBefore);
  });
});
