import type { RowContext } from '../model/anomaly-context.ts';
import type { Anomaly, InsertAnomaly, UpdateAnomaly } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { all, column, sql } from '../sql/sql.ts';
import { afterName } from './after-name.ts';
import { changedColumns, otherColumns } from './columns.ts';
import type { CompiledStep } from './compiled-step.ts';
import { level, levels } from './level.ts';
import { rowContext, type Binding } from './row-context.ts';
import { strengthOf } from './strength.ts';

/** Rows with their values after, where these differ. */
export function changingRows(dialect: Dialect, compiled: CompiledStep, rows: Sql): Sql {
  const { anomaly, subject } = compiled;
  if (subject === undefined || !writes(anomaly)) return rows;
  const bindings: Binding[] = [];
  const context = rowContext(dialect, compiled, bindings, strengthOf(dialect, compiled) !== undefined);
  const after = afterValues(context, compiled, anomaly);
  const differs = anomaly.effect === 'update' ? anomaly.differs?.(context) : undefined;
  let valued = rows;
  for (const binding of bindings) valued = level(valued, binding.name, binding.value, dialect.fence);
  const barrier = differs === undefined && bindings.length > 0 ? dialect.barrier : undefined;
  const fence = differs === undefined || bindings.length > 0 ? (barrier ?? dialect.fence) : undefined;
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
