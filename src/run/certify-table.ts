import type { CertifiedTable } from '../model/certificate.ts';
import type { Connection } from '../model/engine.ts';
import type { TableName } from '../model/table.ts';
import { column, name, sql } from '../sql/sql.ts';

/** Counts the rows of a table and digests them, in one scan in the database. */
export async function certifyTable(connection: Connection, table: TableName): Promise<CertifiedTable> {
  const found = await connection.describeTable(table);
  if (found === undefined) return { table, isThere: false, rows: 0, checksum: '', columns: [] };
  const digest = connection.dialect.digest(
    found.columns.map((each) => column('t', each.name)),
    found.columns,
  );
  const [row] = await connection.query(
    sql`select count(*) as ${name('found')}, ${digest} as ${name('digest')} from ${connection.dialect.table(table)} t`,
  );
  return {
    table,
    isThere: true,
    rows: Number(row!['found']),
    checksum: String(row!['digest']),
    columns: found.columns.map((each) => ({ name: each.name, type: each.type })),
  };
}

/** What has become of a certified table since: `same`, or what differs first. */
export function differenceOf(then: CertifiedTable, now: CertifiedTable): 'same' | 'gone' | 'new' | 'columns' | 'rows' {
  if (then.isThere !== now.isThere) return then.isThere ? 'gone' : 'new';
  if (JSON.stringify(then.columns) !== JSON.stringify(now.columns)) return 'columns';
  return then.rows === now.rows && then.checksum === now.checksum ? 'same' : 'rows';
}
