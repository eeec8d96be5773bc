import type { Connection } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { LoadTable } from '../../model/load.ts';
import type { TableName } from '../../model/table.ts';
import { name, sql } from '../../sql/sql.ts';

/** How far a table has got, written in the transaction that loads its rows: a kill leaves both or neither. */
export interface LoadState {
  /** Number of the next row that is wanted. */
  readonly next: number;
  /** What the rows were made of, so that no other data go on where these stopped. */
  readonly fingerprint: string;
  /** Whether the table was made for these rows. */
  readonly isCreated: boolean;
}

/** The table in which unfinished loads are recorded, beside the tables that are loaded; it is gone once all is done. */
export const recordName = 'faultline_loads';

/** Longest name of a table. */
const longest = 128;

/** Whether there is a load that was begun and not finished. */
export async function hasRecord(connection: Connection, schema: string): Promise<boolean> {
  return connection.hasTable({ schema, name: recordName });
}

/** Makes the record, unless it is there. */
export async function openRecord(connection: Connection, schema: string): Promise<void> {
  if (await hasRecord(connection, schema)) return;
  const text = { type: 'text', length: longest, isNullable: false } as const;
  const whole = { type: 'integer', isNullable: false } as const;
  const table: LoadTable = {
    name: { schema, name: recordName },
    columns: [
      { name: 'table_name', ...text },
      { name: 'next_row', ...whole },
      { name: 'fingerprint', ...text },
      { name: 'is_created', ...whole },
    ],
    primaryKey: ['table_name'],
    references: [],
  };
  await connection.loading.createTable(table);
}

/** How far the tables have got, by name. */
export async function readRecord(connection: Connection, schema: string): Promise<ReadonlyMap<string, LoadState>> {
  const rows = await connection.query(sql`select * from ${record(connection, schema)}`);
  return new Map(
    rows.map((row) => [
      String(row['table_name']),
      {
        next: Number(row['next_row']),
        fingerprint: String(row['fingerprint']),
        isCreated: Number(row['is_created']) === 1,
      },
    ]),
  );
}

/** Notes that a table is about to be loaded. */
export async function addToRecord(connection: Connection, { schema, name: table }: TableName, state: LoadState) {
  const { dialect } = connection;
  await connection.execute(sql`insert into ${record(connection, schema)}
    (${name('table_name')}, ${name('next_row')}, ${name('fingerprint')}, ${name('is_created')})
    values (${table}, ${dialect.integer(state.next)}, ${state.fingerprint}, ${dialect.integer(Number(state.isCreated))})`);
}

/**
 * Notes within the open transaction how far a table has got.
 * @param from number of the row that was next until now
 * @throws LOCKED where somebody else has loaded it meanwhile
 */
export async function advance(connection: Connection, { schema, name: table }: TableName, from: number, to: number) {
  const { dialect } = connection;
  const noted = await connection.execute(sql`update ${record(connection, schema)}
    set ${name('next_row')} = ${dialect.integer(to)}
    where ${name('table_name')} = ${table} and ${name('next_row')} = ${dialect.integer(from)}`);
  if (noted !== 1)
    throw new FaultlineError('LOCKED', `somebody else loads ${table} at the same time`, {
      hint: 'Wait until it is done.',
    });
}

/** Forgets a table. */
export async function removeFromRecord(connection: Connection, { schema, name: table }: TableName): Promise<void> {
  await connection.execute(sql`delete from ${record(connection, schema)} where ${name('table_name')} = ${table}`);
}

/** Drops the record where it is empty. */
export async function closeRecord(connection: Connection, schema: string): Promise<void> {
  if ((await readRecord(connection, schema)).size > 0) return;
  await connection.execute(connection.dialect.dropTable({ schema, name: recordName }));
}

function record(connection: Connection, schema: string) {
  return connection.dialect.table({ schema, name: recordName });
}
