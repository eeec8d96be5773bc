import type { Connection, Row } from '../../src/model/engine.ts';
import { raw } from '../../src/sql/sql.ts';

/** Runs plain SQL, one statement after the other. */
export async function run(connection: Connection, ...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.execute(raw(statement));
}

/** The rows of one plain SQL statement. */
export function rows(connection: Connection, statement: string): Promise<Row[]> {
  return connection.query(raw(statement));
}
