import type { Connection } from '../../model/engine.ts';
import type { Run } from '../../model/run.ts';
import { name, sql } from '../../sql/sql.ts';
import { keysMeet } from '../../snapshot/row-source.ts';
import { badColumn } from './hidden-columns.ts';

/** Marks the rows that a run has changed or brought. */
export async function markBadRows(connection: Connection, run: Run): Promise<void> {
  const { dialect } = connection;
  for (const { effect, table, snapshot, columns } of run.steps) {
    if (snapshot === undefined || (effect !== 'update' && effect !== 'insert')) continue;
    await connection.execute(sql`update ${dialect.table(table)} as t set ${name(badColumn)} = true
      from ${dialect.table(snapshot)} fl_s where ${keysMeet(columns.key, 't', 'fl_s')}`);
  }
}
