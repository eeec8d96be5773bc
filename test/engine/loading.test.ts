import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { LoadColumn, LoadTable } from '../../src/model/load.ts';
import type { TableName } from '../../src/model/table.ts';
import { interruptible } from '../../src/run/interruptible.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import type { TestDatabase } from '../support/engines.ts';
import { sourceOf, type LoadRow } from '../support/load-source.ts';
import { run } from '../support/statements.ts';
import { numberedTable, ways } from './load-ways.ts';
import { asLoaded, clean, integer, of, settled } from './loaded-values.ts';
import { awkward, samples, unfit } from './load-samples.ts';

describe.each(ways)('loading rows, on $title,', ({ engine, setting }) => {
  let database: TestDatabase;
  let connection: Connection;
  let made = 0;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    if (setting !== undefined) await run(connection, setting);
  });
  afterAll(() => database.drop());

  const named = (title: string): TableName => ({ schema: connection.server.defaultSchema, name: title });

  async function make(
    columns: readonly LoadColumn[],
    others: Partial<Pick<LoadTable, 'primaryKey' | 'references'>> = {},
    title = `loaded_${(made += 1)}`,
  ): Promise<TableName> {
    const table = named(title);
    await connection.loading.createTable({ name: table, columns, primaryKey: [], references: [], ...others });
    return table;
  }

  async function load(
    table: TableName,
    columns: readonly LoadColumn[],
    rows: readonly LoadRow[],
    batch?: number,
    piece?: number,
  ) {
    await connection.begin('read write');
    try {
      const count = await connection.loading.load(
        table,
        sourceOf(columns, () => rows, batch, piece),
      );
      await connection.commit();
      return count;
    } catch (error) {
      await connection.rollback();
      throw error;
    }
  }

  /** All rows as texts, sorted by the first column. */
  async function read(table: TableName, columns: readonly LoadColumn[]): Promise<(string | null)[][]> {
    const { dialect } = connection;
    const described = (await connection.describeTable(table))!.columns;
    const typed = columns.map((each) => described.find((known) => known.name === each.name)!);
    const values = typed.map(
      (each, index) => sql`${dialect.text(column('t', each.name), each)} as ${name(`v${index}`)}`,
    );
    const order = dialect.bytewise(column('t', typed[0]!.name), typed[0]!);
    const rows = await connection.query(sql`select ${join(values)} from ${dialect.table(table)} t order by ${order}`);
    return rows.map((row) => columns.map((each, index) => asLoaded(row[`v${index}`], each.type)));
  }

  async function count(table: TableName): Promise<number> {
    const [row] = await connection.query(sql`select count(*) as n from ${connection.dialect.table(table)} t`);
    return Number(row!['n']);
  }

  it('reads back every value of every type as it was given', async () => {
    const columns = [integer('id'), ...samples.map(([type, , sizes], index) => of(`c${index}`, type, sizes))];
    const table = await make(columns, { primaryKey: ['id'] });
    const longest = Math.max(...samples.map(([, values]) => values.length));
    const rows = Array.from({ length: longest }, (_, row) => [
      String(row + 10),
      ...samples.map(([, values]) => values[row] ?? null),
    ]);
    expect(await load(table, columns, rows)).toBe(rows.length);
    expect(await read(table, columns)).toEqual(
      rows.map((row) => row.map((value, at) => settled(value, columns[at]!.type))),
    );
  });

  it('keeps any text, and tells an empty one from NULL', async () => {
    const columns = [integer('id'), of('body', 'text'), of('note', 'text', { length: 40 })];
    const table = await make(columns, { primaryKey: ['id'] });
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.array(fc.constantFrom(...awkward), { maxLength: 5 }).map((parts) => parts.join('')),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        async (list, batch) => {
          const rows = list.map(([body, note], index) => [String(1000 + index), clean(body), clean(note)]);
          await connection.execute(sql`delete from ${connection.dialect.table(table)}`);
          expect(await load(table, columns, rows, batch, batch)).toBe(rows.length);
          expect(await read(table, columns)).toEqual(rows);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps texts of a table with one column, NULL among them', async () => {
    const columns = [of('body', 'text', { length: 20 })];
    const table = await make(columns);
    const rows = [null, null, '', ' ', '"', '\\.', '\\N', 'NULL', 'null'].map((body) => [body]);
    expect(await load(table, columns, rows)).toBe(rows.length);
    const found = (await read(table, columns)).map(([body]) => String(body));
    expect(found.toSorted()).toEqual(rows.map(([body]) => String(body)).toSorted());
    const missing = sql`select count(*) as n from ${connection.dialect.table(table)} t where ${column('t', 'body')} is null`;
    expect(Number((await connection.query(missing))[0]!['n'])).toBe(2);
  });

  it('keeps the character NUL, or refuses the text that holds it', async () => {
    const columns = [of('body', 'text')];
    const table = await make(columns);
    const outcome = await load(table, columns, [['a\0b']]).catch((error: unknown) => error);
    if (outcome === 1) expect(await read(table, columns)).toEqual([['a\0b']]);
    else {
      expect(outcome).toMatchObject({ code: 'VALUE_OUT_OF_RANGE' });
      expect(await count(table)).toBe(0);
    }
  });

  it('finds the columns by their names and leaves the others to the table', async () => {
    const all = [
      integer('id'),
      of('name', 'text', { length: 20 }),
      of('amount', 'decimal', { precision: 9, scale: 2 }),
    ];
    const table = await make(all);
    const given = [all[2]!, all[0]!];
    await load(table, given, [
      ['1.50', '2'],
      ['-3', '1'],
    ]);
    expect(await read(table, all)).toEqual([
      ['1', null, '-3'],
      ['2', null, '1.5'],
    ]);
  });

  it('makes keys, references and columns that may not be NULL', async () => {
    const parents = [of('code', 'text', { length: 12, isNullable: false }), of('day', 'date', { isNullable: false })];
    const parent = await make(parents, { primaryKey: ['code', 'day'] });
    const children = [
      integer('id'),
      of('parent_code', 'text', { length: 30 }),
      of('parent_day', 'date'),
      of('label', 'text', { length: 5, isNullable: false }),
    ];
    const child = await make(children, {
      primaryKey: ['id'],
      references: [{ columns: ['parent_code', 'parent_day'], table: parent, keys: ['code', 'day'] }],
    });
    const described = (await connection.describeTable(child))!;
    expect(described.keys.filter((key) => key.isPrimary).map((key) => key.columns)).toEqual([['id']]);
    expect(described.references).toMatchObject([
      { parent, childColumns: ['parent_code', 'parent_day'], parentColumns: ['code', 'day'] },
    ]);
    expect(described.columns.map(({ isNullable }) => isNullable)).toEqual([false, true, true, false]);
    await load(parent, parents, [
      ['A', '2026-11-21'],
      ['a', '2026-11-21'],
    ]);
    expect(
      await load(child, children, [
        ['1', 'a', '2026-11-21', 'x'],
        ['2', null, null, 'y'],
      ]),
    ).toBe(2);
    for (const [row, words] of [
      [['3', 'b', '2026-11-21', 'sshh'], /foreign|fk|reference/i],
      [['1', null, null, 'hush'], /pkey|primary/i],
      [['4', null, null, null], /label/i],
    ] as const) {
      const failure = await load(child, children, [['9', null, null, 'z'], row]).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'CONSTRAINT_VIOLATION', message: expect.stringMatching(words) });
      expect(String(failure)).not.toMatch(/2026|sshh|hush/);
      expect(await count(child)).toBe(2);
    }
  });

  it('loads rows that refer to rows of the same load', async () => {
    const columns = [integer('id'), of('boss', 'integer')];
    const table = named('staff');
    const reference = { columns: ['boss'], table, keys: ['id'] };
    await make(columns, { primaryKey: ['id'], references: [reference] }, table.name);
    const rows = Array.from({ length: 3000 }, (_, index) => [
      String(index + 1),
      index === 0 ? null : String(Math.ceil(index / 3)),
    ]);
    expect(await load(table, columns, rows)).toBe(3000);
    await expect(load(table, columns, [['5000', '4999']])).rejects.toMatchObject({ code: 'CONSTRAINT_VIOLATION' });
    expect(await count(table)).toBe(3000);
  });

  it.each(unfit)('refuses $value as $type and shows no value', async ({ type, value, sizes }) => {
    const columns = [integer('id'), of('c', type, sizes)];
    const table = await make(columns, { primaryKey: ['id'] });
    const failure = await load(table, columns, [
      ['1', null],
      ['2', value],
      ['3', null],
    ]).catch((error: unknown) => error);
    // MariaDB's JSON is a text with a check.
    const code = type === 'json' && engine.name === 'mariadb' ? 'CONSTRAINT_VIOLATION' : 'VALUE_OUT_OF_RANGE';
    expect(failure).toMatchObject({ code });
    expect(String(failure)).not.toContain(value);
    expect(await count(table)).toBe(0);
  });

  it('leaves nothing of a source that ends in the middle, and goes on', async () => {
    const columns = [integer('id'), of('name', 'text', { length: 20 })];
    const table = await make(columns, { primaryKey: ['id'] });
    const broken = new Error('the generator broke');
    const rows = function* (): Generator<LoadRow> {
      for (let id = 0; id < 5000; id += 1) yield [String(id), 'anyone'];
      throw broken;
    };
    await connection.begin('read write');
    await expect(connection.loading.load(table, sourceOf(columns, rows))).rejects.toBe(broken);
    await connection.rollback();
    expect(await count(table)).toBe(0);
    expect(await load(table, columns, [['1', 'someone']])).toBe(1);
  });

  it('brings nothing of a load that failed into a later transaction', async () => {
    const columns = [integer('id'), of('name', 'text', { length: 20 })];
    const table = await make(columns, { primaryKey: ['id'] });
    const rows = (first: number) => Array.from({ length: 3000 }, (_, index) => [String(first + index), 'anyone']);
    await load(table, columns, [['2999', 'someone']]);
    await expect(load(table, columns, rows(0))).rejects.toMatchObject({ code: 'CONSTRAINT_VIOLATION' });
    await run(connection, `delete from ${table.name}`);
    await connection.begin('read write');
    for (let round = 0; round < 5; round += 1) {
      collectGarbage();
      await new Promise(setImmediate);
    }
    expect(
      await connection.loading.load(
        table,
        sourceOf(columns, () => rows(10_000)),
      ),
    ).toBe(3000);
    await connection.commit();
    expect(await count(table)).toBe(3000);
  });

  it('stops within a load where it is interrupted, leaves nothing, and goes on', async () => {
    const columns = [integer('id'), of('name', 'text', { length: 20 })];
    const table = await make(columns, { primaryKey: ['id'] });
    const controller = new AbortController();
    const rows = function* (): Generator<LoadRow> {
      for (let id = 0; ; id += 1) {
        if (id === 30_000) controller.abort();
        yield [String(id), 'anyone'];
      }
    };
    const guarded = interruptible(connection, controller.signal);
    await guarded.begin('read write');
    await expect(guarded.loading.load(table, sourceOf(columns, rows))).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await guarded.rollback();
    expect(await count(table)).toBe(0);
    expect(await load(table, columns, [['1', 'someone']])).toBe(1);
  });

  it('keeps the numbers that rows bring, and numbers those that bring none', async () => {
    const title = `numbered_${(made += 1)}`;
    await run(connection, ...numberedTable(engine.name, title));
    const table = named(title);
    const all = [integer('id'), of('label', 'text', { length: 10 })];
    await load(table, all, [['7', 'brought']]);
    await load(table, [all[1]!], [['made']]);
    const labels = new Map((await read(table, all)).map(([id, label]) => [label, id]));
    expect(labels.get('brought')).toBe('7');
    expect(Number(labels.get('made'))).toBeGreaterThan(0);
    expect(labels.size).toBe(2);
  });

  it('takes no rows where there are none', async () => {
    const columns = [integer('id')];
    const table = await make(columns);
    expect(await load(table, columns, [])).toBe(0);
    expect(await count(table)).toBe(0);
  });

  it('knows which tables and columns there are', async () => {
    const columns = [integer('id')];
    const table = await make(columns);
    await expect(make(columns, {}, table.name)).rejects.toMatchObject({ code: 'DUPLICATE_OBJECT' });
    await expect(load(named('nowhere'), columns, [['1']])).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
    await expect(load(table, [integer('idd')], [['1']])).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
      message: expect.stringContaining('"idd"'),
      hint: 'It has "id".',
    });
    const reference = { columns: ['id'], table: named('nowhere'), keys: ['id'] };
    await expect(make(columns, { references: [reference] })).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
  });
});
