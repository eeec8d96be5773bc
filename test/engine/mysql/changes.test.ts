import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { releaseHolds } from '../../../src/ledger/runs.ts';
import type { Connection } from '../../../src/model/engine.ts';
import { benchFor, scenarioOf, type Bench } from '../../run/workbench.ts';
import { checksum } from '../../support/checksum.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';
import { describeFamily } from './family.ts';

const now = new Date('2026-11-20T09:00:00Z');

describeFamily('changes to tables of $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    bench = benchFor(database);
    await run(
      connection,
      'create table digits (d int primary key)',
      'insert into digits values (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)',
    );
  });
  afterEach(async () => {
    await releaseHolds(connection, database.ledgerSchema, 'acme-dq', 'quirk', 'shop');
  });
  afterAll(() => database.drop());

  /** A table of a hundred rows, `n` being their number from 1. */
  const create = (table: string, columns: string, values: string) =>
    run(
      connection,
      `drop table if exists ${table}`,
      `create table ${table} (${columns}) default charset = utf8mb4`,
      `insert into ${table} select ${values} from (select a.d * 10 + b.d + 1 as n from digits a join digits b) numbers order by n`,
    );
  const inDatabase = (name: string) => ({ schema: connection.server.defaultSchema, name });
  const sum = (table: string) => checksum(connection, inDatabase(table));

  /** Applies one step and takes it back. @returns the rows that it changed, and what `query` gave in between */
  async function perform(step: string, table: string, query = 'select 1 as one') {
    const before = await sum(table);
    const scenario = scenarioOf('quirk', step);
    const plan = await bench.plan([scenario], { now });
    const [applied] = await bench.apply([scenario], plan);
    const between = await rows(connection, query);
    const again = await bench.plan([scenario], { now });
    const changed = applied!.injected[0]!.rows;
    expect(again.targets[0]!.actions[0]).toMatchObject({ action: 'keep', standing: { intact: changed, gone: 0 } });
    expect(await sum(table)).not.toBe(before);
    await bench.rollback(connection, 'quirk');
    expect(await sum(table)).toBe(before);
    return { changed, between };
  }

  it('leave columns alone that follow every update', async () => {
    await create(
      'customers',
      'id int primary key, email varchar(60), changed timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), seen datetime on update current_timestamp',
      "n, concat('person', n, '@shop.example'), '2020-02-02 02:02:02.222', null",
    );
    const { between } = await perform(
      '- {id: s, anomaly: null-spike, table: customers, column: email, during: all, volume: 40%}',
      'customers',
      'select count(*) as n from customers where email is null and changed = 20200202020202.222 and seen is null',
    );
    expect(Number(between[0]?.['n'])).toBe(40);
  });

  it('bring zero dates, bits, unsigned numbers, sets and exact texts back as they were', async () => {
    await create(
      'relics',
      `id int unsigned primary key, day date not null, moment datetime(6) not null, flags bit(10) not null, amount bigint unsigned, moods set('sad','ok'), mood enum('a','b') character set latin1,
        word varchar(20) collate utf8mb4_general_ci, latin varchar(20) character set latin1, raw_bytes varbinary(10), fixed_text char(8), stamp timestamp(6) null, place point`,
      `n, case when n % 2 = 0 then '0000-00-00' else '2026-11-00' end, '0000-00-00 00:00:00', n, 18446744073709551515 + n, 'sad,ok', 'b',
        case n % 4 when 0 then 'a' when 1 then 'A' when 2 then 'a ' else '😀' end, 'Größe ', x'00ff20', 'ab', '2026-01-01 00:00:00.000001', point(n, 1)`,
    );
    const { changed } = await perform(
      '- {id: s, anomaly: volume-drop, table: relics, during: all, volume: 30%}',
      'relics',
    );
    expect(changed).toBe(30);
    for (const column of ['amount', 'word', 'latin', 'moods', 'raw_bytes', 'stamp', 'place', 'mood'])
      await perform(
        `- {id: s, anomaly: null-spike, table: relics, column: ${column}, during: all, volume: 50%}`,
        'relics',
      );
    await perform('- {id: s, anomaly: typo, table: relics, column: word, during: all, volume: 50%}', 'relics');
    await perform('- {id: s, anomaly: typo, table: relics, column: fixed_text, during: all, volume: 50%}', 'relics');
    await perform(
      '- {id: s, anomaly: category-swap, table: relics, column: mood, during: all, volume: 50%, where: "id < 101"}',
      'relics',
    ).catch((error: unknown) => expect(error).toMatchObject({ code: 'UNSUITABLE_COLUMN' }));
  });

  it('tell labels apart by their bytes', async () => {
    await create(
      'words',
      'id int primary key, word varchar(20) collate utf8mb4_general_ci',
      "n, case n % 3 when 0 then 'a' when 1 then 'A' else 'a ' end",
    );
    const { between } = await perform(
      '- {id: s, anomaly: category-swap, table: words, column: word, during: all, volume: 100%, with: {between: [a, A]}}',
      'words',
      "select cast(word as binary) = cast(case id % 3 when 0 then 'A' when 1 then 'a' else 'a ' end as binary) as is_swapped, count(*) as n from words group by 1",
    );
    expect(between.map((row) => [Number(row['is_swapped']), Number(row['n'])])).toEqual([[1, 100]]);
  });

  it('find rows by keys of text in their own collation', async () => {
    await create(
      'codes',
      'code varchar(40) character set latin1 collate latin1_german1_ci primary key, note varchar(300) collate utf8mb4_unicode_ci',
      "concat('Ä', n), concat('note ', n)",
    );
    const { changed } = await perform(
      '- {id: s, anomaly: null-spike, table: codes, column: note, during: all, volume: 25%}',
      'codes',
    );
    expect(changed).toBe(25);
    await perform('- {id: s, anomaly: duplicate-row, table: codes, during: all, volume: 10%}', 'codes');
    await perform('- {id: s, anomaly: volume-drop, table: codes, during: all, volume: 10%}', 'codes');
  });

  it('take rows that are wider than a snapshot’s row may be', async () => {
    await create(
      'letters',
      'id int primary key, body varchar(10000), answer varchar(6000)',
      "n, concat(repeat('ä ', 2000), n), case when n % 2 = 0 then 'x ' end",
    );
    await perform('- {id: s, anomaly: typo, table: letters, column: body, during: all, volume: 10%}', 'letters');
    await perform('- {id: s, anomaly: volume-drop, table: letters, during: all, volume: 10%}', 'letters');
    await perform('- {id: s, anomaly: duplicate-row, table: letters, during: all, volume: 10%}', 'letters');
  });

  it('number copies as the table would, and never set its counter back', async () => {
    await create('orders', 'id bigint unsigned primary key auto_increment, total decimal(10,2) unsigned', 'n, n / 7');
    const { between } = await perform(
      '- {id: s, anomaly: duplicate-row, table: orders, during: all, volume: 5%}',
      'orders',
      'select count(*) as n, min(id) as first, max(id) as last from orders where id > 100',
    );
    expect(Number(between[0]?.['n'])).toBe(5);
    await run(connection, 'insert into orders (total) values (1)');
    const [next] = await rows(connection, 'select max(id) as id from orders');
    expect(Number(next?.['id'])).toBeGreaterThan(Number(between[0]?.['last']));
  });

  it('take back a renamed column, where every alteration commits by itself', async () => {
    await create('prices', 'id int primary key, amount decimal(10,2)', 'n, n');
    await perform('- {id: s, anomaly: column-renamed, table: prices, column: amount}', 'prices').catch(
      (error: unknown) => {
        // The standing of an alteration counts tables, not rows.
        throw error;
      },
    );
  });

  it('are refused where the storage engine takes nothing back', async () => {
    await run(
      connection,
      'drop table if exists notes',
      'create table notes (id int primary key, body varchar(20)) engine = MyISAM',
      "insert into notes values (1, 'x')",
    );
    const scenario = scenarioOf('quirk', '- {id: s, anomaly: null-spike, table: notes, column: body, during: all}');
    await expect(bench.plan([scenario], { now })).rejects.toMatchObject({
      code: 'UNSUITABLE_TABLE',
      message: expect.stringMatching(/MyISAM/),
    });
  });

  it('refuse what the user may not do before anything is written', async () => {
    await create('secrets', 'id int primary key, word varchar(20)', "n, 'x'");
    const user = `'faultline clerk'@'%'`;
    await run(
      connection,
      `drop user if exists ${user}`,
      `create user ${user} identified by 'clerk'`,
      `grant select on ${connection.server.defaultSchema}.* to ${user}`,
    );
    const url = new URL(database.url);
    url.username = 'faultline%20clerk';
    url.password = 'clerk';
    const scenario = scenarioOf('quirk', '- {id: s, anomaly: null-spike, table: secrets, column: word, during: all}');
    const open = () => database.connect({ url: url.href });
    const plan = await bench.plan([scenario], { now, open });
    await expect(bench.apply([scenario], plan, { open })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      hint: expect.stringMatching(/grant update on .*secrets to 'faultline clerk'@'%'/),
    });
    await run(connection, `drop user ${user}`);
  });

  it('leave rows out to which others of the same table refer', async () => {
    await create(
      'employees',
      'id int primary key, boss int, name varchar(20), foreign key (boss) references employees (id)',
      "n, case when n > 10 then n % 10 + 1 end, concat('person ', n)",
    );
    const { changed } = await perform(
      '- {id: s, anomaly: volume-drop, table: employees, during: all, volume: 50%}',
      'employees',
    );
    expect(changed).toBe(45);
    await perform('- {id: s, anomaly: duplicate-row, table: employees, during: all, volume: 10%}', 'employees');
  });
});
