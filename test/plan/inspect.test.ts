import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Offer } from '../../src/model/inspection.ts';
import { inspectTable } from '../../src/plan/inspect.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';

describe.each(testEngines)('inspect on $name', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase();
    const connection = await database.connect();
    const numbers = engine.name === 'duckdb' ? 'range(1, 1001) as r(n)' : 'generate_series(1, 1000) as r(n)';
    await run(
      connection,
      `create table orders (id int primary key, created_at timestamp, shipped_at timestamp, status varchar(10), email varchar(40),
        amount decimal(12, 2), ordered_on varchar(10), note varchar(20) not null, ssn varchar(11), paper varchar(30), host varchar(15), paid varchar(12))`,
      `insert into orders select n, timestamp '2026-11-01 00:00:00' + n * interval '1 hour', timestamp '2026-11-02 00:00:00' + n * interval '1 hour',
        case n % 3 when 0 then 'paid' when 1 then 'open' else null end, concat('customer', n, '@shop.example'), n * 1.5, '2026-11-01', 'x',
        concat('078-05-', 1000 + n), concat('10.1000/', n), concat('10.0.0.', n % 250), concat(n, '.50') from ${numbers}`,
    );
    await connection.close();
  });
  afterAll(() => database.drop());

  it('tells key, time, what columns look like, and only anomalies that suit', async () => {
    const connection = await database.connect({ readOnly: true });
    const found = await inspectTable(connection, catalog, 'orders');
    const idsOf = ({ offers }: { readonly offers: readonly Offer[] }) => offers.map(({ anomaly }) => anomaly);
    const column = (name: string) => found.columns.find((each) => each.column.name === name)!;
    expect(found).toMatchObject({
      rows: 1000,
      key: { origin: 'primary key' },
      time: { column: 'created_at', bucket: 'day' },
    });
    expect(found.time!.perBucket.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
    expect(idsOf(found)).toEqual(expect.arrayContaining(['duplicate-row', 'stale-table', 'volume-drop']));
    expect(column('shipped_at').semantics).toEqual({ looksLike: 'after', column: 'created_at' });
    expect(column('status')).toMatchObject({ nulls: 333, distinct: 2, semantics: { looksLike: 'category' } });
    expect(column('email').semantics).toEqual({ looksLike: 'e-mail' });
    expect(column('amount').semantics).toEqual({ looksLike: 'money' });
    expect(idsOf(column('ordered_on'))).toContain('format-change');
    expect(idsOf(column('email'))).not.toContain('format-change');
    expect(idsOf(column('status'))).toEqual(
      expect.arrayContaining(['novel-category', 'category-collapse', 'case-change']),
    );
    for (const [name, looksLike] of [
      ['ssn', 'ssn'],
      ['paper', 'permanent id'],
      ['host', 'ip'],
    ] as const) {
      expect(column(name).semantics).toEqual({ looksLike });
      expect(idsOf(column(name))).toContain('invalid-pattern');
      expect(idsOf(column(name))).not.toContain('mistyped-value');
    }
    expect(column('paid').semantics).toEqual({ looksLike: 'number as text' });
    expect(idsOf(column('paid'))).toContain('mistyped-value');
    expect(idsOf(column('paid'))).not.toContain('invalid-pattern');
    expect(idsOf(column('note'))).not.toContain('null-spike');
    expect(idsOf(column('id'))).toContain('column-renamed');
    expect(idsOf(column('id')).map((id) => catalog.get(id)!.effect)).not.toContain('update');
    await connection.close();
  });

  it('asks three times of a table: for one profile of all rows, for a few rows, and for rows over time', async () => {
    const connection = await database.connect({ readOnly: true });
    const asked: string[] = [];
    const query = connection.query.bind(connection);
    connection.query = (statement) => {
      asked.push(connection.dialect.render(statement).text);
      return query(statement);
    };
    const found = await inspectTable(connection, catalog, 'orders');
    const { text: table } = connection.dialect.render(connection.dialect.table(found.table.name));
    const ofTable = asked.filter((text) => text.includes(`from ${table} t`));
    expect(ofTable).toHaveLength(3);
    expect(ofTable.filter((text) => / limit 500\b/u.test(text))).toHaveLength(1);
    expect(ofTable.filter((text) => text.includes('bucket_start'))).toHaveLength(1);
    await connection.close();
  });
});
