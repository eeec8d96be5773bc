import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import type { LoadColumn } from '../../../src/model/load.ts';
import { sourceOf } from '../../support/load-source.ts';
import { rows, run } from '../../support/statements.ts';
import type { TestDatabase } from '../../support/engines.ts';
import { describeFamily } from './family.ts';

const columns: readonly LoadColumn[] = [{ name: 'body', type: 'text', isNullable: true }];

describeFamily('a server that asks for files, $name,', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-files-'));
    await writeFile(join(folder, 'private.csv'), 'a secret\n');
    await writeFile(join(folder, 'rows'), 'a secret\n');
    database = await engine.createDatabase();
    connection = await database.connect();
    await run(connection, 'set global local_infile = on', 'create table letters (body varchar(60)) engine = InnoDB');
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('gets none, and is asked on', async () => {
    const asking = `load data local infile '${join(folder, 'private.csv')}' into table letters (body)`;
    await expect(run(connection, asking)).rejects.toMatchObject({ code: 'DATABASE_ERROR' });
    expect(await rows(connection, 'select body from letters')).toEqual([]);
  });

  it('gets none from a session that only reads', async () => {
    const reader = await database.connect({ readOnly: true });
    const asking = `load data local infile '${join(folder, 'private.csv')}' into table letters (body)`;
    await expect(run(reader, asking)).rejects.toMatchObject({ name: 'FaultlineError' });
    expect(await rows(reader, 'select body from letters')).toEqual([]);
  });

  it('gets the rows of a load, though a file has the name that it asks for', async () => {
    const table = { schema: connection.server.defaultSchema, name: 'letters' };
    const before = process.cwd();
    process.chdir(folder);
    try {
      await connection.begin('read write');
      expect(
        await connection.loading.load(
          table,
          sourceOf(columns, () => [['a letter']]),
        ),
      ).toBe(1);
      await connection.commit();
    } finally {
      process.chdir(before);
    }
    expect(await rows(connection, 'select body from letters')).toEqual([{ body: 'a letter' }]);
  });

  it('keeps no rows of a storage engine that could not take them back', async () => {
    await run(connection, 'create table notes (body varchar(60)) engine = MyISAM');
    const table = { schema: connection.server.defaultSchema, name: 'notes' };
    await connection.begin('read write');
    await expect(
      connection.loading.load(
        table,
        sourceOf(columns, () => [['x']]),
      ),
    ).rejects.toMatchObject({
      code: 'UNSUITABLE_TABLE',
    });
    await connection.rollback();
  });
});
