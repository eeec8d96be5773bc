import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { join, name, sql } from '../../src/sql/sql.ts';
import { perform, stageOf, type Stage } from '../conformance/stage.ts';
import { testEngines } from '../support/engines.ts';

const places = [
  ['48.856600', '2.352200'],
  ['-33.868800', '151.209300'],
  ['10.000000', '10.000000'],
  [null, '7.000000'],
  ['0.000000', '0.000000'],
] as const;

/** Places with a latitude of this type. */
async function loadPlaces(connection: Connection, type: string): Promise<TableName> {
  const { dialect } = connection;
  const table = { schema: connection.server.defaultSchema, name: 'places' };
  const column = (title: string, columnType: string) => ({ name: title, type: columnType, isNullable: title !== 'id' });
  const columns = [column('id', 'bigint'), column('latitude', type), column('longitude', 'decimal(9,6)')];
  await connection.execute(dialect.createTable(table, columns, ['id']));
  const rows = places.map(([latitude, longitude], index) => {
    const north = latitude === null ? sql`null` : dialect.decimal(latitude);
    return sql`(${dialect.integer(index + 1)}, ${north}, ${dialect.decimal(longitude)})`;
  });
  const titles = join(columns.map((each) => name(each.name)));
  await connection.execute(sql`insert into ${dialect.table(table)} (${titles}) values ${join(rows)}`);
  return table;
}

function stepOf(method: string): string {
  return `- {id: s, anomaly: geo-swap, table: places, column: latitude, volume: 100%, with: {longitude: longitude, method: ${method}}}`;
}

describe.each(testEngines)('geo-swap on $name', (engine) => {
  let stage: Stage;
  let narrow: Stage;

  beforeAll(async () => {
    stage = await stageOf(await engine.createDatabase(), (connection) => loadPlaces(connection, 'decimal(9,6)'));
    narrow = await stageOf(await engine.createDatabase(), (connection) => loadPlaces(connection, 'decimal(8,6)'));
  });
  afterAll(async () => {
    await stage.database.drop();
    await narrow.database.drop();
  });

  async function coordinates(method: string): Promise<readonly (readonly [unknown, unknown])[]> {
    const { after } = await perform(stage, stepOf(method));
    return places.map((_, index) => {
      const row = after.get(String(index + 1))!;
      return [row['latitude'], row['longitude']] as const;
    });
  }

  test('trades latitude and longitude of every place that has two different ones', async () => {
    const [paris, sydney, ...others] = places;
    expect(await coordinates('swap')).toEqual([[paris[1], paris[0]], [sydney[1], sydney[0]], ...others]);
  });

  test('moves places to 0, 0', async () => {
    const gulf = ['0.000000', '0.000000'];
    expect(await coordinates('zero')).toEqual([gulf, gulf, gulf, places[3], gulf]);
  });

  test('refuses to swap into a column that is too narrow, and moves places to 0, 0 there', async () => {
    await expect(perform(narrow, stepOf('swap'))).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      problems: [
        {
          message: expect.stringMatching(/would reach 151\.209.*latitude .* ends at 99\.999999/),
          hint: 'Set both to 0: with: {method: zero}.',
        },
      ],
    });
    const { run } = await perform(narrow, stepOf('zero'));
    expect(run.rows).toBe(3);
  });
});
