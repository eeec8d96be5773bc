import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { TableName } from '../../src/model/table.ts';
import { readTexts } from '../plan/replay.ts';
import { loadBirdstrikes } from '../support/data-sets.ts';
import type { TestDatabase } from '../support/engines.ts';
import { run as execute } from '../support/statements.ts';
import type { Conforming } from './conforming.ts';
import { createTable, inShop } from './shop.ts';
import { perform, stageOf, type Stage } from './stage.ts';

/** What the engine tells of its tables, and that a value of every type survives being broken and healed. */
export function introspection({ engine, everyType }: Conforming): void {
  describe('a described table', () => {
    let database: TestDatabase;
    let connection: Connection;
    let birdstrikes: TableName;

    beforeAll(async () => {
      database = await engine.createDatabase();
      connection = await database.connect();
      birdstrikes = await loadBirdstrikes(connection);
    });
    afterAll(() => database.drop());

    it('has its columns in their order, with kinds, lengths and digits', async () => {
      const table = (await connection.describeTable(birdstrikes))!;
      expect(table).toMatchObject({ name: birdstrikes, type: 'table', references: [], referencedBy: [], triggers: [] });
      expect(table.columns.map(({ ordinal }) => ordinal)).toEqual(table.columns.map((_, index) => index + 1));
      const of = (title: string) => table.columns.find((each) => each.name === title);
      expect(of('id')).toMatchObject({ kind: 'integer', isNullable: false, scale: 0 });
      expect(of('airport_name')).toMatchObject({ kind: 'text', isNullable: true });
      expect(of('cost_total')).toMatchObject({ kind: 'decimal', precision: 12, scale: 2 });
      expect(of('speed_ias_in_knots')).toMatchObject({ scale: 0 });
      expect(['date', 'timestamp']).toContain(of('flight_date')!.kind);
      expect(table.keys).toMatchObject([{ columns: ['id'], isPrimary: true }]);
    });

    it('is among the listed ones, and one that is not there is neither listed nor described', async () => {
      const listed = (await connection.listTables()).map((each) => each.name);
      expect(listed).toContainEqual(birdstrikes);
      expect(await connection.hasTable(birdstrikes)).toBe(true);
      const absent = inShop(connection, 'customers');
      expect(await connection.hasTable(absent)).toBe(false);
      expect(await connection.describeTable(absent)).toBeUndefined();
    });

    it('has the same identity when it is described again', async () => {
      const [first, second] = [
        await connection.describeTable(birdstrikes),
        await connection.describeTable(birdstrikes),
      ];
      expect(second).toEqual(first);
    });

    it('tells foreign keys from both of their ends', async () => {
      const { integer } = connection.dialect.ledgerTypes;
      await createTable(connection, 'parents', { id: integer }, [['1']]);
      await createTable(connection, 'children', { id: integer, parent: integer }, [['1', '1']]);
      const { dialect } = connection;
      const [parents, children] = [inShop(connection, 'parents'), inShop(connection, 'children')];
      if (!(await addForeignKey(connection))) return;
      const child = (await connection.describeTable(children))!;
      const parent = (await connection.describeTable(parents))!;
      expect(child.references).toMatchObject([
        { child: children, childColumns: ['parent'], parent: parents, parentColumns: ['id'] },
      ]);
      expect(parent.referencedBy).toEqual(child.references);
      expect(dialect.product).toBe(connection.server.product);
    });
  });

  describe('a table with every type', () => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await stageOf(await engine.createDatabase(), async (connection) => {
        await execute(connection, ...everyType.statements);
        return inShop(connection, everyType.name);
      });
    });
    afterAll(() => stage.database.drop());

    it('is described with the kind of each', async () => {
      const { columns } = (await stage.connection.describeTable(stage.table))!;
      expect(Object.fromEntries(columns.map((each) => [each.name, each.kind]))).toEqual(everyType.kinds);
    });

    it('loses values of any type to NULL and has them back as they were', async () => {
      const before = await readTexts(stage.connection, stage.table);
      const { columns } = (await stage.connection.describeTable(stage.table))!;
      const subjects = columns.filter((each) => each.isNullable && !each.isComputed);
      expect(subjects.length).toBeGreaterThan(5);
      for (const { name: title } of subjects) {
        const step = `- {id: s, anomaly: null-spike, table: ${everyType.name}, column: "${title}", during: all, volume: 100%}`;
        const { labels, after } = await perform(stage, step);
        const held = [...before.values()].flatMap((row) => row[title] ?? []);
        expect(labels.map((label) => String(label.before)).toSorted(), title).toEqual(held.toSorted());
        expect([...after.values()].every((row) => row[title] === null)).toBe(true);
        expect(await readTexts(stage.connection, stage.table), title).toEqual(before);
      }
    });

    it('loses whole rows and has them back as they were, in every type', async () => {
      const before = await readTexts(stage.connection, stage.table);
      const step = `- {id: s, anomaly: volume-drop, table: ${everyType.name}, during: all, volume: 100%}`;
      const { after } = await perform(stage, step);
      expect(after.size).toBe(0);
      expect(await readTexts(stage.connection, stage.table)).toEqual(before);
    });

    it('has its rows twice and once again', async () => {
      const before = await readTexts(stage.connection, stage.table);
      const step = `- {id: s, anomaly: duplicate-row, table: ${everyType.name}, during: all, volume: 100%}`;
      const { after } = await perform(stage, step);
      expect(after.size).toBe(2 * before.size);
      const withoutKey = (row: Readonly<Record<string, unknown>>) => JSON.stringify({ ...row, id: null });
      const copies = [...after].filter(([key]) => !before.has(key)).map(([, row]) => withoutKey(row));
      expect(copies.toSorted()).toEqual([...before.values()].map(withoutKey).toSorted());
      expect(await readTexts(stage.connection, stage.table)).toEqual(before);
    });
  });
}

/** DuckDB takes foreign keys only with the table itself. @returns whether it was added */
async function addForeignKey(connection: Connection): Promise<boolean> {
  if (connection.server.product === 'DuckDB') return false;
  const quote = connection.server.product === 'Oracle' ? '"' : '';
  const quoted = (title: string) => `${quote}${title}${quote}`;
  await execute(
    connection,
    `alter table ${quoted('children')} add constraint child_of foreign key (${quoted('parent')}) references ${quoted('parents')} (${quoted('id')})`,
  );
  return true;
}
