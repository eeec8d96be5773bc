import type mssql from 'mssql';
import { randomBytes } from 'node:crypto';
import { serverOf } from './server-of.ts';
import { onSqlServer } from './sqlserver-client.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

/** A fresh database on the server of this run. */
export async function createSqlServerDatabase(): Promise<TestDatabase> {
  const database = freshName();
  await onSqlServer(serverOf('sqlserver'), (client) => client.batch(`create database ${database}`));
  return sqlServerDatabase(database);
}

function sqlServerDatabase(database: string): TestDatabase {
  const server = serverOf('sqlserver');
  const url = new URL(server);
  url.pathname = `/${database}`;
  return testDatabase(url.href, {
    async copy() {
      const copy = freshName();
      await onSqlServer(server, (client) => restore(client, database, copy));
      return sqlServerDatabase(copy);
    },
    remove: () =>
      onSqlServer(server, async (client) => {
        // Compatible servers may not know it, and need not.
        await client.batch(`alter database ${database} set single_user with rollback immediate`).catch(() => undefined);
        await client.batch(`drop database ${database}`);
      }),
  });
}

/** Copies a database with all that it holds, its tables' identities too, by way of a backup in the server's own folder. */
async function restore(client: mssql.ConnectionPool, from: string, to: string): Promise<void> {
  const { recordset: files } = await client.query<{ name: string; type_desc: string; folder: string }>(`
    select name, type_desc, cast(serverproperty('InstanceDefaultDataPath') as nvarchar(260)) as folder
    from sys.master_files where database_id = db_id('${from}')`);
  const folder = files[0]?.folder ?? '';
  const moves = files.map(({ name, type_desc }, number) => {
    const ending = type_desc === 'LOG' ? 'ldf' : 'mdf';
    return `move N'${name}' to N'${folder}${to}_${number}.${ending}'`;
  });
  await client.batch(`backup database ${from} to disk = N'${folder}${from}.bak' with copy_only, init`);
  await client.batch(`restore database ${to} from disk = N'${folder}${from}.bak' with ${moves.join(', ')}`);
}

function freshName(): string {
  return `faultline_test_${randomBytes(6).toString('hex')}`;
}
