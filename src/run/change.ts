import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { alterationSql } from '../snapshot/alteration.ts';
import { namedColumns } from '../snapshot/columns.ts';
import { keysMeet } from '../snapshot/row-source.ts';

/**
 * Makes the table equal to the step's snapshot, inside the open transaction: the second, set-based statement, joined
 * by key and only where the row still is what the snapshot says it was.
 * @throws WRITE_CONFLICT where others changed a row since the snapshot was taken; the transaction is to be undone and tried again
 */
export async function makeChange(connection: Connection, step: RunStep): Promise<void> {
  if (step.alteration) {
    await connection.execute(alterationSql(connection.dialect, step.table, step.alteration));
    return;
  }
  const changed = await connection.execute(changeSql(connection, step));
  if (changed === step.rows) return;
  throw new FaultlineError('WRITE_CONFLICT', `others changed ${step.rows - changed} of the ${step.rows} chosen rows of step "${step.id}" in the meantime`);
}

function changeSql({ dialect }: Connection, step: RunStep): Sql {
  const { key, before, after } = step.columns;
  const snapshot = dialect.table(step.snapshot!);
  const isUntouched = all([
    keysMeet(key, 't', 's'),
    ...before.map((each, index) => dialect.same(column('t', each.name), column('s', `b${index + 1}`), each)),
  ]);
  switch (step.effect) {
    case 'update':
      return dialect.update(step.table, after.map((each, index) => [each.name, column('s', `a${index + 1}`)] as const), snapshot, isUntouched);
    case 'delete':
      return dialect.delete(step.table, snapshot, isUntouched);
    case 'insert': {
      const stored = namedColumns(step.columns);
      const rows = sql`select ${join(stored.map((each) => column('s', each.name)))} from ${snapshot} as s`;
      return dialect.insert(step.table, stored.map((each) => each.column), rows);
    }
    case 'alter':
      throw new TypeError('an alteration has no rows');
  }
}
