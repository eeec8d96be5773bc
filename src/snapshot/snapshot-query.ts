import type { Anomaly, InsertAnomaly, RowContext, UpdateAnomaly } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { afterName } from './after-name.ts';
import { changedColumns, otherColumns, snapshotColumns } from './columns.ts';
import type { CompiledStep } from './compiled-step.ts';
import { neededColumns, occurrenceOf, unreferencedCondition, whereCondition, windowCondition } from './conditions.ts';
import { coefficients, drawSql } from './draw.ts';
import { exchangedRows } from './exchange.ts';
import { freshColumns, freshValue } from './fresh-key.ts';
import { internal, internalColumn } from './internal.ts';
import { canonicalKey, isIntegerKey, kappaSql } from './kappa.ts';
import type { SnapshotRows } from './overlay.ts';
import { rowContext, type Binding } from './row-context.ts';
import type { RowSource } from './row-source.ts';
import { rank } from './selection.ts';
import { shapeFactor } from './shape.ts';
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
  return { from, conditions: conditions.filter((condition) => condition !== undefined) };
}

/** Which rows an anomaly of whole rows takes by its subject; undefined where it takes any. */
export function takenCondition(dialect: Dialect, compiled: CompiledStep): Sql | undefined {
  const { anomaly, subject } = compiled;
  if ((anomaly.effect !== 'insert' && anomaly.effect !== 'delete') || subject === undefined) return undefined;
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
  const exchange = anomaly.effect === 'update' ? anomaly.exchange : undefined;
  const rows = exchange ? exchangedRows(dialect, compiled, exchange, taken, ranking) : taken;
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
  return isExchange(compiled) ? sharing(dialect, compiled, rows) : changing(dialect, compiled, rows);
}

/** Candidates in their window, with what draws are made of. A hashed key is computed once a row, behind a fence. */
function located(dialect: Dialect, compiled: CompiledStep, candidates: Candidates): Sql {
  const { key, time, frozen, table } = compiled;
  const keys = key.map((part) => column('t', part.name));
  const { before, after } = snapshotColumns(compiled);
  const strength = strengthOf(dialect, compiled);
  const selected = [
    ...neededColumns(compiled, [...before, ...after]).map((each) => column('t', each.name)),
    sql`${kappaSql(dialect, key, keys)} as ${name(internal.kappa)}`,
    sql`${occurrenceOf(dialect, frozen.windows, time)} as ${name(internal.occurrence)}`,
    ...(strength ? [sql`${strength} as ${name(internal.strength)}`] : []),
  ];
  const window =
    frozen.windows === undefined
      ? []
      : [windowCondition(dialect, frozen.windows, named(table.columns, frozen.timeColumn!))];
  return sql`(select ${join(selected)}
    from ${candidates.from} t
    where ${all([...window, ...candidates.conditions])}
    ${isIntegerKey(key) ? sql`` : dialect.fence})`;
}

/** Rows with their values after, where these differ. */
function changing(dialect: Dialect, compiled: CompiledStep, rows: Sql): Sql {
  const { anomaly, subject } = compiled;
  if (subject === undefined || !writes(anomaly)) return rows;
  const bindings: Binding[] = [];
  const context = rowContext(dialect, compiled, bindings, strengthOf(dialect, compiled) !== undefined);
  const after = afterValues(context, compiled, anomaly);
  const differs = anomaly.effect === 'update' ? anomaly.differs?.(context) : undefined;
  let valued = rows;
  for (const binding of bindings) valued = level(valued, binding.name, binding.value, dialect.fence);
  const fence = differs === undefined || bindings.length > 0 ? dialect.fence : undefined;
  const values = after.map(([each, value], index) => [afterName(index), dialect.cast(value, each.storage)] as const);
  valued = levels(valued, values, fence);
  return sql`(select t.* from ${valued} t where ${differs ?? unequal(dialect, compiled)})`;
}

/** Whether rows get another value of the subject: an update, or an insertion that edits its copies. */
function writes(anomaly: Anomaly): anomaly is (UpdateAnomaly | InsertAnomaly) & Required<Pick<InsertAnomaly, 'after'>> {
  return (anomaly.effect === 'update' || anomaly.effect === 'insert') && anomaly.after !== undefined;
}

/** The values after of the columns that a step writes, its subject first. */
function afterValues(
  context: RowContext,
  compiled: CompiledStep,
  anomaly: UpdateAnomaly | InsertAnomaly,
): readonly (readonly [Column, Sql])[] {
  const alongside = anomaly.effect === 'update' ? anomaly.alongside?.(context) : undefined;
  const others = otherColumns(compiled).filter(({ changes }) => changes);
  return [
    [compiled.subject!, anomaly.after!(context)],
    ...others.map(({ parameter, column: other }) => [other, alongside![parameter]!] as const),
  ];
}

/** True where one of the columns changes. */
function unequal(dialect: Dialect, compiled: CompiledStep): Sql {
  const written = compiled.anomaly.effect === 'insert' ? [compiled.subject!] : changedColumns(compiled);
  const same = written.map((each, index) => dialect.same(column('t', each.name), column('t', afterName(index)), each));
  return same.length === 1 ? sql`not ${same[0]!}` : sql`not (${all(same)})`;
}

/** Rows that can take part in an exchange: those with a value, unless the anomaly says more. */
function sharing(dialect: Dialect, compiled: CompiledStep, rows: Sql): Sql {
  const { anomaly, subject } = compiled;
  const context = rowContext(dialect, compiled, [], false);
  const takesPart = anomaly.effect === 'update' ? anomaly.differs?.(context) : undefined;
  return sql`(select t.* from ${rows} t where ${takesPart ?? sql`${column('t', subject!.name)} is not null`})`;
}

function isExchange({ anomaly }: CompiledStep): boolean {
  return anomaly.effect === 'update' && anomaly.exchange !== undefined;
}

function strengthOf(dialect: Dialect, compiled: CompiledStep): Sql | undefined {
  const { step, time, frozen, seed, anomaly } = compiled;
  const shape = step.shape ?? anomaly.shape;
  if (shape === undefined || time === undefined || !frozen.windows?.length) return undefined;
  const occurrence = occurrenceOf(dialect, frozen.windows, time);
  const value = column('t', time.name);
  return shapeFactor({
    dialect,
    shape,
    windows: frozen.windows,
    time: { value, column: time },
    occurrence,
    bucket: step.bucket,
    seed,
    step: step.id,
  });
}

function level(rows: Sql, columnName: string, value: Sql, fence?: Sql): Sql {
  return levels(rows, [[columnName, value]], fence);
}

function levels(rows: Sql, values: readonly (readonly [string, Sql])[], fence: Sql = sql``): Sql {
  const added = values.map(([title, value]) => sql`${value} as ${name(title)}`);
  return sql`(select t.*, ${join(added)} from ${rows} t ${fence})`;
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
  return [
    ...key.map((each, index) => output(each, value(each), `k${index + 1}`)),
    ...before.map((each, index) => output(each, column('t', each.name), `b${index + 1}`)),
    ...after.map((each, index) => output(each, afterValue(each, index), `a${index + 1}`)),
    sql`${internalColumn('occurrence')} as ${name('occurrence')}`,
  ];
}

function named(columns: readonly Column[], wanted: string): Column {
  return columns.find((each) => each.name === wanted)!;
}
