import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { afterName } from './after-name.ts';
import { changingRows } from './changing-rows.ts';
import { snapshotColumns } from './columns.ts';
import { columnOf, type CompiledStep } from './compiled-step.ts';
import { neededColumns, occurrenceOf, unreferencedCondition, whereCondition, windowCondition } from './conditions.ts';
import { coefficients, drawSql } from './draw.ts';
import { isExchange } from './exchange-of.ts';
import { exchangedRows, sharingRows } from './exchange.ts';
import { freshColumns, freshValue } from './fresh-key.ts';
import { internal, internalColumn } from './internal.ts';
import { canonicalKey, isIntegerKey, kappaSql } from './kappa.ts';
import type { SnapshotRows } from './overlay.ts';
import { level } from './level.ts';
import { rowContext } from './row-context.ts';
import { chosenOrdinal, isRowKey, toldApart } from './row-key.ts';
import type { RowSource } from './row-source.ts';
import { rank } from './selection.ts';
import { strengthOf } from './strength.ts';
import { takenRows } from './taken-rows.ts';

/** Rows of the step's table, and which of them it may take apart from its window. */
export interface Candidates {
  readonly from: RowSource;
  /** Conditions over alias `t`. */
  readonly conditions: readonly Sql[];
  /** Deleted rows of the table that a rollback brings back: fresh keys stay clear of theirs. */
  readonly absent?: readonly SnapshotRows[] | undefined;
}

/** Candidates straight from a table or what stands for it: the step's `where`, what the anomaly takes, and no row that others refer to. */
export function candidatesOf(dialect: Dialect, compiled: CompiledStep, from: RowSource): Candidates {
  const conditions = [
    whereCondition(dialect, compiled),
    takenCondition(dialect, compiled),
    unreferencedCondition(dialect, compiled),
  ];
  const columns = snapshotColumns(compiled);
  return {
    from: columns.whole ? toldApart(dialect, from, columns) : from,
    conditions: conditions.filter((condition) => condition !== undefined),
  };
}

/** Which rows an anomaly of whole rows takes; undefined where it takes any. */
export function takenCondition(dialect: Dialect, compiled: CompiledStep): Sql | undefined {
  const { anomaly } = compiled;
  if (anomaly.effect !== 'insert' && anomaly.effect !== 'delete') return undefined;
  return anomaly.eligible?.(rowContext(dialect, compiled, [], false));
}

/**
 * The snapshot query: one row for each chosen row, with its key (`k1 …`), the values before (`b1 …`) and after
 * (`a1 …`), and the number of its window (`occurrence`). Everything else is a reading of it.
 * @param purpose `plan` leaves fresh keys NULL: only apply may take numbers from a sequence
 */
export function snapshotQuery(
  dialect: Dialect,
  compiled: CompiledStep,
  candidates: Candidates,
  purpose: 'plan' | 'apply',
): Sql {
  const threshold = compiled.step.select.mechanism === 'random' ? compiled.frozen.threshold : undefined;
  const ranking = rank(dialect, compiled, eligibleRows(dialect, compiled, candidates, threshold));
  const { anomaly } = compiled;
  const taken = takenRows(dialect, compiled, ranking);
  const rows = isExchange(anomaly) ? exchangedRows(dialect, { ...compiled, anomaly }, taken, ranking) : taken;
  return sql`select ${join(outputs(dialect, compiled, purpose, candidates.absent ?? []))}
    from ${rows} t`;
}

/**
 * Rows that the effect would really change, as a derived table: the columns that the step needs and the internal
 * ones (draw, key as integer, occurrence, value after).
 * @param threshold only rows whose draw is below it
 */
export function eligibleRows(
  dialect: Dialect,
  compiled: CompiledStep,
  candidates: Candidates,
  threshold?: number,
): Sql {
  const { key } = compiled;
  let rows = located(dialect, compiled, candidates);
  rows = level(
    rows,
    internal.draw,
    drawSql(dialect, internalColumn('kappa'), coefficients(compiled.seed, compiled.step.id, 'choose')),
  );
  if (threshold !== undefined)
    rows = sql`(select t.* from ${rows} t where ${internalColumn('draw')} < ${dialect.integer(threshold)})`;
  if (!isIntegerKey(key))
    rows = level(
      rows,
      internal.text,
      canonicalKey(
        dialect,
        key,
        key.map((part) => column('t', part.name)),
      ),
    );
  return isExchange(compiled.anomaly) ? sharingRows(dialect, compiled, rows) : changingRows(dialect, compiled, rows);
}

/** Candidates in their window, with what draws are made of. A hashed key is computed once a row, behind a fence. */
function located(dialect: Dialect, compiled: CompiledStep, candidates: Candidates): Sql {
  const { key, time, frozen, table } = compiled;
  const keys = key.map((part) => column('t', part.name));
  const { before, after } = snapshotColumns(compiled);
  const strength = strengthOf(dialect, compiled);
  const selected = [
    ...neededColumns(dialect, compiled, [...before, ...after]).map((each) => column('t', each.name)),
    sql`${kappaSql(dialect, key, keys)} as ${name(internal.kappa)}`,
    sql`${occurrenceOf(dialect, frozen.windows, time)} as ${name(internal.occurrence)}`,
    ...(strength ? [sql`${strength} as ${name(internal.strength)}`] : []),
  ];
  const window =
    frozen.windows === undefined ? [] : [windowCondition(dialect, frozen.windows, columnOf(table, frozen.timeColumn!))];
  return sql`(select ${join(selected)}
    from ${candidates.from} t
    where ${all([...window, ...candidates.conditions])}
    ${isIntegerKey(key) ? sql`` : dialect.fence})`;
}

function outputs(
  dialect: Dialect,
  compiled: CompiledStep,
  purpose: 'plan' | 'apply',
  absent: readonly SnapshotRows[],
): readonly Sql[] {
  const { key, before, after } = snapshotColumns(compiled);
  const isInsert = compiled.anomaly.effect === 'insert';
  const fresh = isInsert ? freshColumns(compiled) : [];
  const value = (each: Column) => {
    if (!Array.isArray(fresh) || !fresh.includes(each)) return column('t', each.name);
    return purpose === 'plan' ? sql`null` : freshValue(dialect, compiled, each, absent);
  };
  const edited =
    isInsert && compiled.anomaly.effect === 'insert' && compiled.anomaly.after ? compiled.subject : undefined;
  const afterValue = (each: Column, index: number) => {
    if (isInsert) return each === edited ? column('t', afterName(0)) : value(each);
    return column('t', afterName(index));
  };
  const output = (each: Column, expression: Sql, as: string) =>
    sql`${dialect.cast(expression, each.storage)} as ${name(as)}`;
  const keyValue = (each: Column) => {
    if (!isRowKey(key) || each.name !== internal.ordinal) return value(each);
    return chosenOrdinal(compiled.anomaly.effect, compiled.frozen.copies === undefined ? [] : [internalColumn('copy')]);
  };
  return [
    ...key.map((each, index) => output(each, keyValue(each), `k${index + 1}`)),
    ...before.map((each, index) => output(each, column('t', each.name), `b${index + 1}`)),
    ...after.map((each, index) => output(each, afterValue(each, index), `a${index + 1}`)),
    sql`${internalColumn('occurrence')} as ${name('occurrence')}`,
  ];
}
