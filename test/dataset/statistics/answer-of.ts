import { compileTable } from '../../../src/dataset/compile/compile-table.ts';
import { lookupSchema } from '../../../src/dataset/compile/layers.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { openGenerator } from '../../../src/engine/duckdb/generator.ts';
import type { Dataset } from '../../../src/model/dataset.ts';
import type { Sql } from '../../../src/model/sql.ts';
import { sql } from '../../../src/sql/sql.ts';

/**
 * What DuckDB answers when it is asked about the rows of a table, which then need not leave it: values as text.
 * @param list the select list, over the table's columns @param rest what follows the from clause
 */
export async function answerOf(
  dataset: Dataset,
  list: Sql,
  rest = sql``,
): Promise<readonly (readonly (string | null)[])[]> {
  const table = dataset.tables.at(-1)!;
  const compiled = compileTable(dataset, table, valueTypes);
  const generator = await openGenerator({ memory: 512 });
  try {
    for (const [name, lookup] of compiled.lookups)
      await generator.addLookup(lookupSchema, name, lookup.columns, lookup.values());
    const rows: (readonly (string | null)[])[] = [];
    const query = sql`select ${list} from (${compiled.select(0, table.rows)}) rows ${rest}`;
    for await (const batch of generator.texts(query)) rows.push(...batch);
    return rows;
  } finally {
    generator.close();
  }
}
