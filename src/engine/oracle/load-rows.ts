import oracledb from 'oracledb';
import type { Dialect } from '../../model/dialect.ts';
import type { LoadSource } from '../../model/load.ts';
import type { Column, TableName } from '../../model/table.ts';
import { batches } from '../batches.ts';
import { bindsBytes, boundText, inBindOrder, loadStatement, type Taken } from './load-statement.ts';

/** Rows of one call: https://node-oracledb.readthedocs.io/en/latest/user_guide/batch_statement.html */
const rowsAtOnce = 1000;

type Bound = string | Buffer | null;

/**
 * @param insertMany runs a statement once for each row
 * @returns number of rows
 */
export async function loadRows(
  dialect: Dialect,
  table: TableName,
  columns: readonly Column[],
  source: LoadSource,
  insertMany: (text: string, rows: Bound[][], binds: oracledb.BindDefinition[]) => Promise<number>,
): Promise<number> {
  const taken = inBindOrder(
    columns,
    source.columns.map(({ type }) => type),
  );
  const { text } = dialect.render(loadStatement(dialect, table, taken));
  let count = 0;
  for await (const rows of batches(source.rows(), rowsAtOnce)) {
    const bound = rows.map((row) => taken.map((each) => boundValue(row[each.at] ?? null, each)));
    count += await insertMany(text, bound, bindDefinitions(taken, bound));
  }
  return count;
}

function boundValue(value: string | null, taken: Taken): Bound {
  if (value === null) return null;
  return bindsBytes(taken) ? Buffer.from(value, 'hex') : boundText(value, taken);
}

/** Types, and bytes of the longest value: without them the driver would look at the values of the first row. */
export function bindDefinitions(
  taken: readonly Taken[],
  rows: readonly (readonly Bound[])[],
): oracledb.BindDefinition[] {
  return taken.map((each, index) => {
    let maxSize = 1;
    for (const row of rows) {
      const value = row[index];
      if (value !== null && value !== undefined) maxSize = Math.max(maxSize, Buffer.byteLength(value));
    }
    return { dir: oracledb.BIND_IN, type: bindsBytes(each) ? oracledb.DB_TYPE_RAW : oracledb.DB_TYPE_VARCHAR, maxSize };
  });
}
