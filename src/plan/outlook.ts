import type { Alteration } from '../model/alteration.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Run, RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { isSameTable, type Table, type TableName } from '../model/table.ts';
import { defined } from '../sql/defined.ts';
import { sql } from '../sql/sql.ts';
import { alteredName, unalteredParent, unalteredTable } from '../snapshot/alteration.ts';
import { afterStep, beforeStep, type SnapshotRows } from '../snapshot/overlay.ts';
import { tableSource, type RowSource } from '../snapshot/row-source.ts';
import { unalteredRows } from '../snapshot/unaltered-rows.ts';

/** A step that this apply will have made before the one at hand. */
export interface EarlierStep {
  readonly scenario: string;
  readonly id: string;
  readonly table: TableName;
  /** Subject; undefined for whole rows. */
  readonly column: string | undefined;
  /** Absent where it changes rows. */
  readonly alteration?: Alteration | undefined;
  readonly snapshot: SnapshotRows;
  /** Its snapshot query over rows that stand for the table. */
  readonly query: (from: RowSource) => Sql;
}

/**
 * What a table will look like when a step comes to it: as it is, without the runs that the same apply rolls back
 * first, with the steps before it.
 */
export interface Outlook {
  /** Steps of runs that are rolled back first, in the order in which that happens. */
  readonly undone: readonly RunStep[];
  readonly earlier: readonly EarlierStep[];
}

/** Steps of runs in the order in which they are rolled back: the last one applied first. */
export function undoOrder(runs: readonly Run[]): readonly RunStep[] {
  return runs.toSorted((left, right) => right.sequence - left.sequence).flatMap((run) => run.steps.toReversed());
}

/** The name that a table has now, which has another one after the rollbacks. */
export function nameBefore({ undone }: Outlook, table: TableName): TableName {
  const renaming = undone.find((step) => step.alteration?.change === 'rename table' && isSameTable(step.table, table));
  return renaming === undefined ? table : alteredName(table, renaming.alteration!);
}

/** The table's description after the rollbacks. */
export function describeAfter(outlook: Outlook, table: Table): Table {
  let described = table;
  for (const step of outlook.undone) {
    if (step.alteration === undefined) continue;
    if (isSameTable(alteredName(step.table, step.alteration), described.name))
      described = unalteredTable(described, step.alteration);
    described = unalteredParent(described, step.table, step.alteration);
  }
  return described;
}

/**
 * The table's rows after the rollbacks and the earlier steps. Each of them is a named layer over the one before: told
 * one inside the other, they would double with every step.
 * @param table as the database has it now
 */
export function rowsAfter(dialect: Dialect, outlook: Outlook, table: Table): RowSource {
  const later = describeAfter(outlook, table).name;
  if (!isOverlaid(outlook, later)) return tableSource(dialect, table);
  let described = table;
  let source = tableSource(dialect, table);
  // Behind a fence: a planner that knows of a limit above reads the first few rows of a join one by one.
  const lay = (rows: RowSource) => {
    source = defined('layer', sql`select t.* from ${rows} t ${dialect.fence}`, dialect.inlined);
  };
  for (const step of stepsOf(outlook.undone, later)) {
    if (step.alteration) {
      lay(unalteredRows(dialect, source, described, step));
      described = unalteredTable(described, step.alteration);
    } else {
      const { effect, columns } = step;
      lay(beforeStep(dialect, source, described.columns, { effect, columns, rows: dialect.table(step.snapshot!) }));
    }
  }
  for (const { snapshot, query } of outlook.earlier.filter((step) => isSameTable(step.table, later))) {
    const chosen = defined('chosen', query(source), dialect.materialized);
    const after = afterStep(dialect, source, described.columns, { ...snapshot, rows: chosen });
    if (after !== source) lay(after);
  }
  return sql`(select t.* from ${source} t ${dialect.fence})`;
}

/** Whether other steps lie over the table. Such rows come from joins, and a planner that looks for the first few of them alone goes astray. */
export function isOverlaid(outlook: Outlook, table: TableName): boolean {
  return [...outlook.undone, ...outlook.earlier].some((step) => isSameTable(step.table, table));
}

/** Rows that earlier steps of the same apply insert into the table. No later step takes them, but they are there. */
export function arrivalsIn(outlook: Outlook, table: TableName): readonly SnapshotRows[] {
  const own = outlook.earlier.filter((step) => isSameTable(step.table, table));
  return own.map((step) => step.snapshot).filter((snapshot) => snapshot.effect === 'insert');
}

function stepsOf(steps: readonly RunStep[], table: TableName): readonly RunStep[] {
  return steps.filter((step) => isSameTable(step.table, table));
}
