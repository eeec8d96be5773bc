import mysql, { type RowDataPacket } from 'mysql2/promise';

/**
 * Copies the tables of a database with their rows, keys and references among each other, and nothing else of it, into
 * a database that is made where it is missing. A database that is not there has nothing to copy.
 */
export async function copyTables(client: mysql.Connection, from: string, to: string): Promise<void> {
  const tables = await namesOf(
    client,
    `select table_name as name from information_schema.tables where table_schema = ? and table_type = 'BASE TABLE'`,
    [from],
  );
  if (tables.length === 0) return;
  await client.query(`create database if not exists ${quoted(to)}`);
  await client.query(`use ${quoted(to)}`);
  // Rows are kept as they are, whatever checks would say of them today.
  await client.query(`set foreign_key_checks = 0, unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'`);
  for (const table of tables) {
    const [[definition]] = await client.query<RowDataPacket[]>(`show create table ${quoted(from)}.${quoted(table)}`);
    await client.query(String(definition?.['Create Table']));
    const columns = await namesOf(
      client,
      `select column_name as name from information_schema.columns
      where table_schema = ? and table_name = ? and coalesce(generation_expression, '') = '' order by ordinal_position`,
      [from, table],
    );
    const list = columns.map(quoted).join(', ');
    await client.query(`insert into ${quoted(table)} (${list}) select ${list} from ${quoted(from)}.${quoted(table)}`);
  }
}

async function namesOf(client: mysql.Connection, query: string, values: readonly string[]): Promise<string[]> {
  const [rows] = await client.query<RowDataPacket[]>(query, [...values]);
  return rows.map((row) => String(row['name']));
}

function quoted(name: string): string {
  return mysql.escapeId(name, true);
}
