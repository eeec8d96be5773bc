import { join, sql } from '../../sql/sql.ts';
import type { Generator } from './generator.ts';

/** DuckDB's own syntax trees of statements, as JSON; of what it does not understand, what it says of it. */
export async function serializedBy(generator: Generator, statements: readonly string[]): Promise<readonly string[]> {
  if (statements.length === 0) return [];
  const found: string[] = [];
  const columns = statements.map((statement) => sql`json_serialize_sql(${statement})`);
  for await (const [row] of generator.texts(sql`select ${join(columns)}`)) found.push(...row!.map((each) => each!));
  return found;
}
