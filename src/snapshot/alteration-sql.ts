import type { Declaration } from '../model/alteration.ts';
import type { Dialect } from '../model/dialect.ts';
import type { ColumnMove } from '../model/reshaping.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { alteredName } from './alteration.ts';
import { namedColumns } from './columns.ts';
import { convertedTo } from './converted.ts';
import { keysMeet } from './row-source.ts';

/** What an alteration is carried out with: the parts of a run's step that it needs. */
export type AlterationStep = Pick<RunStep, 'table' | 'columns' | 'snapshot' | 'alteration'>;

/** The statements that carry an alteration out, in order. @param present the table as it is */
export function alterationSql(dialect: Dialect, step: AlterationStep, present: Declaration): readonly Sql[] {
  const { reshaping } = dialect;
  const alteration = step.alteration!;
  switch (alteration.change) {
    case 'rename column':
      return [dialect.renameColumn(step.table, alteration.from, alteration.to)];
    case 'rename table':
      return reshaping.renameTable(step.table, alteration.to);
    case 'add column':
      return reshaping.addColumn(step.table, alteration.column, alteration.value);
    case 'drop column':
      return reshaping.dropColumn(moveOf(dialect, step, present));
    case 'retype column':
      return reshaping.retypeColumn(moveOf(dialect, step, present), alteration.to);
    case 'reorder columns':
      return reshaping.reorderColumns(step.table, present, alteration.to);
    case 'break files':
      return [];
  }
}

/**
 * The statements that take an alteration back, in order.
 * @param present the table as it is, by the name that it has then
 */
export function unalterationSql(dialect: Dialect, step: AlterationStep, present: Declaration): readonly Sql[] {
  const { reshaping } = dialect;
  const alteration = step.alteration!;
  switch (alteration.change) {
    case 'rename column':
      return [dialect.renameColumn(step.table, alteration.to, alteration.from)];
    case 'rename table':
      return reshaping.renameTable(alteredName(step.table, alteration), alteration.from);
    case 'add column':
      return reshaping.removeColumn(step.table, alteration.column.name);
    case 'drop column':
      return reshaping.returnColumn(moveOf(dialect, step, present));
    case 'retype column':
      return reshaping.returnType(moveOf(dialect, step, present));
    case 'reorder columns':
      return reshaping.reorderColumns(step.table, present, amongOthers(alteration.from, present));
    case 'break files':
      return [];
  }
}

/** An order of the columns that are there, those that are new behind all others. */
function amongOthers(order: readonly string[], { columns }: Declaration): readonly string[] {
  const names = columns.map((each) => each.column.name);
  return [...order.filter((each) => names.includes(each)), ...names.filter((each) => !order.includes(each))];
}

function moveOf(dialect: Dialect, step: AlterationStep, present: Declaration): ColumnMove {
  const alteration = step.alteration!;
  if (alteration.change !== 'drop column' && alteration.change !== 'retype column')
    throw new TypeError(`no values are kept of: ${alteration.change}`);
  const { declared } = alteration;
  const snapshot = dialect.table(step.snapshot!);
  const meets = keysMeet(step.columns.key, 't', 'fl_s');
  return {
    table: step.table,
    declared,
    present,
    snapshot,
    meets,
    keep(source) {
      const before = column('t', source);
      const values = [
        ...step.columns.key.map((each) => column('t', each.name)),
        before,
        ...step.columns.after.map((to) => convertedTo(dialect, before, declared.column, to)),
        dialect.integer(1),
      ];
      const names = [...namedColumns(step.columns).map((each) => name(each.name)), name('occurrence')];
      return sql`insert into ${snapshot} (${join(names)})
        select ${join(values)} from ${dialect.table(step.table)} t`;
    },
    fill(target, side) {
      const kept = keptColumns(present, target);
      const set = [[target, column('fl_s', side === 'before' ? 'b1' : 'a1')] as const, ...kept];
      return dialect.update(step.table, set, snapshot, all([meets]));
    },
  };
}

/** Columns that every update changes keep their values where the update says so itself. */
function keptColumns({ columns }: Declaration, target: string): readonly (readonly [string, Sql])[] {
  return columns
    .filter((each) => each.column.followsUpdates === true && each.column.name !== target)
    .map((each) => [each.column.name, column('t', each.column.name)] as const);
}
