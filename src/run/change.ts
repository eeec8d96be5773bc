import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { isSameTable, type Column, type ForeignKey, type Table } from '../model/table.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { storedColumns } from '../snapshot/columns.ts';
import { unreferenced } from '../snapshot/conditions.ts';
import { alterTable } from './alter-table.ts';
import { locate, type Located, type StepRows } from './locate.ts';

/**
 * Makes the table equal to the step's snapshot, inside the open transaction: the second, set-based statement, joined
 * by key and only where the row still is what the snapshot says it was.
 * @param table as it is described when the step comes to it
 * @throws WRITE_CONFLICT where others changed a row since the snapshot was taken; the transaction is to be undone and tried again
 */
export async function makeChange(connection: Connection, step: StepRows, table: Table): Promise<void> {
  if (step.alteration) {
    await alterTable(connection, step);
    return;
  }
  if (step.effect === 'delete') await lockReferable(connection, step, table, 'before');
  else if (step.effect === 'update') await lockUnlessRechecked(connection, step, 'before');
  const changed = await connection.execute(changeSql(connection, step, table));
  if (changed === step.rows) return;
  throw new FaultlineError(
    'WRITE_CONFLICT',
    `others changed ${step.rows - changed} of the ${step.rows} chosen rows of step "${step.id}" in the meantime`,
  );
}

/**
 * From now on nobody comes to refer to the step's rows, so that the next statement sees every reference there is: a
 * referential action would otherwise take rows of others along.
 */
export async function lockReferable(
  connection: Connection,
  step: RunStep,
  table: Table,
  moment: 'before' | 'after',
): Promise<void> {
  if (table.referencedBy.length > 0) await lockStep(connection, step, table.referencedBy, moment);
  else await lockUnlessRechecked(connection, step, moment);
}

/** Until the transaction ends nobody changes the step's rows, where a change that waits would not look at them again. */
export async function lockUnlessRechecked(
  connection: Connection,
  step: RunStep,
  moment: 'before' | 'after',
): Promise<void> {
  if (!connection.dialect.rechecksRows) await lockStep(connection, step, [], moment);
}

async function lockStep(
  connection: Connection,
  step: RunStep,
  children: readonly ForeignKey[],
  moment: 'before' | 'after',
): Promise<void> {
  const { dialect } = connection;
  const { source, on } = locate(dialect, step, moment);
  const lock = dialect.lockRows(step.table, source, on, children);
  if (lock) await connection.execute(lock);
}

/**
 * The step's rows without those to which others of the table itself refer, and the condition that no other table
 * refers to a row. A deletion may not everywhere read the table that it deletes from, but rows that it is given; they are
 * locked by then, so that nobody comes to refer to them in between.
 */
export function unreferencedRows(
  { dialect }: Connection,
  step: RunStep,
  table: Table,
  moment: 'before' | 'after',
): Located & { readonly isUnreferenced: Sql } {
  const located = locate(dialect, step, moment);
  const referredToBy = (isOwn: boolean): Table => ({
    ...table,
    referencedBy: table.referencedBy.filter(({ child }) => isSameTable(child, table.name) === isOwn),
  });
  const [own, others] = [referredToBy(true), referredToBy(false)];
  const source =
    own.referencedBy.length === 0
      ? located.source
      : sql`(select fl_s.* from ${located.source} fl_s
          join ${dialect.table(step.table)} t on ${located.on}
          where ${unreferenced(dialect, own)} ${dialect.fence})`;
  return { source, on: located.on, isUnreferenced: unreferenced(dialect, others) };
}

/** Columns that every update changes keep their values where the update says so itself. */
export function keptAsTheyAre(table: Table, changed: readonly Column[]): readonly (readonly [string, Sql])[] {
  return table.columns
    .filter((each) => each.followsUpdates === true && !changed.some((other) => other.name === each.name))
    .map((each) => [each.name, column('t', each.name)] as const);
}

function changeSql(connection: Connection, step: RunStep, table: Table): Sql {
  const { dialect } = connection;
  const { before, after } = step.columns;
  const isUntouched = before.map((each, index) =>
    dialect.same(column('t', each.name), column('fl_s', `b${index + 1}`), each),
  );
  switch (step.effect) {
    case 'update': {
      const { source, on } = locate(dialect, step, 'before');
      return dialect.update(
        step.table,
        [
          ...after.map((each, index) => [each.name, column('fl_s', `a${index + 1}`)] as const),
          ...keptAsTheyAre(table, after),
        ],
        source,
        all([on, ...isUntouched]),
      );
    }
    case 'delete': {
      const { source, on, isUnreferenced } = unreferencedRows(connection, step, table, 'before');
      return dialect.delete(step.table, source, all([all([on, ...isUntouched]), isUnreferenced]));
    }
    case 'insert': {
      const stored = storedColumns(step.columns);
      const values = join(stored.map((each) => column('fl_s', each.name)));
      const rows = sql`select ${values} from ${dialect.table(step.snapshot!)} fl_s`;
      return dialect.insert(
        step.table,
        stored.map((each) => each.column),
        rows,
      );
    }
    case 'alter':
    case 'file':
      throw new TypeError('an alteration has no rows');
  }
}
