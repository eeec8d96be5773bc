import type { Connection } from '../model/engine.ts';
import type { RunStep } from '../model/run.ts';
import type { Column, Table } from '../model/table.ts';
import { all, column, name, sql } from '../sql/sql.ts';
import { alteredName } from './alteration.ts';
import { meetAfter } from './meeting.ts';

/** The table of a step as it is now. */
export interface StepTable {
  /** Undefined where it is no longer there. */
  readonly table: Table | undefined;
  /**
   * The table is not there, or was made anew since. One in which none of the rows that the step has deleted is there
   * again, or one that it has inserted, passes for a copy of the table that it changed, and is not meant here.
   */
  readonly isRebuilt: boolean;
  /** It has the columns that the snapshot holds. */
  readonly isComparable: boolean;
}

/** Looks the table of a step up. Only what was made anew costs more than a look into the catalog: a look at its rows. */
export async function tableOf(connection: Connection, step: RunStep): Promise<StepTable> {
  // A table that is away is still the step's own, whatever others have made in its place.
  if (step.alteration?.change === 'rename table') {
    const renamed = await connection.describeTable(alteredName(step.table, step.alteration));
    if (renamed !== undefined) return { table: renamed, isRebuilt: false, isComparable: false };
  }
  const table = await connection.describeTable(step.table);
  if (table === undefined) return { table, isRebuilt: true, isComparable: false };
  const isComparable = unfitColumns(step, table).length === 0;
  const isRebuilt = table.identity !== step.tableIdentity && !(await isCopy(connection, step, table, isComparable));
  return { table, isRebuilt, isComparable };
}

/** Columns that a snapshot holds and that its table no longer has or, where it was made anew, has with another type. */
export function unfitColumns({ columns, tableIdentity }: RunStep, table: Table): readonly Column[] {
  const isOther = table.identity !== tableIdentity;
  const named = columns.whole === undefined ? columns.key : columns.whole;
  return [...named, ...columns.before, ...columns.after].filter((held) => {
    const found = table.columns.find((each) => each.name === held.name);
    return found === undefined || (isOther && familyOf(found) !== familyOf(held));
  });
}

/** Values of one family can be compared with each other, and written to each other's columns. */
function familyOf({ kind, storage }: Column): string {
  if (kind === 'integer' || kind === 'decimal' || kind === 'float') return 'number';
  return kind === 'enum' || kind === 'array' || kind === 'other' ? storage : kind;
}

/** Whether what a step did shows in the rows of a table that is not the one it changed: then this one was made from that one. */
async function isCopy(connection: Connection, step: RunStep, table: Table, isComparable: boolean): Promise<boolean> {
  switch (step.effect) {
    case 'delete': {
      const hasKey = unfitColumns({ ...step, columns: { ...step.columns, before: [] } }, table).length === 0;
      return !hasKey || (await countThere(connection, step)) === 0;
    }
    case 'insert':
      return isComparable && (await countThere(connection, step)) > 0;
    case 'update':
    case 'alter':
    case 'file':
      // Rows and names that are as the step left them are counted as such in any table.
      return false;
  }
}

/** Rows of the table with a key of the step's and, of an insertion, with all its values. */
async function countThere(connection: Connection, step: RunStep): Promise<number> {
  const { dialect } = connection;
  const { rows, snapshot, on } = meetAfter(dialect, dialect.table(step.table), {
    columns: step.columns,
    rows: dialect.table(step.snapshot!),
  });
  const equal = step.columns.after.map((each, index) =>
    dialect.same(column('t', each.name), column('fl_s', `a${index + 1}`), each),
  );
  const [row] = await connection.query(sql`select count(*) as ${name('counted')} from ${snapshot} fl_s
    join ${rows} t on ${all([on, ...equal])}`);
  return Number(row!['counted']);
}
