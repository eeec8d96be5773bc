import type { Dialect } from '../model/dialect.ts';
import type { ColumnContext, RowContext } from '../model/anomaly.ts';
import type { Sql } from '../model/sql.ts';
import { column } from '../sql/sql.ts';
import type { BoundStep, CompiledStep } from './compiled-step.ts';
import { coefficients, drawSql, scaleDrawSql } from './draw.ts';
import { internalColumn } from './internal.ts';

/** A value that a level of the query computes once a row. */
export interface Binding {
  readonly name: string;
  readonly value: Sql;
}

/** What an anomaly is told when its survey is taken. @param before default: the subject of row alias `t` */
export function columnContext(dialect: Dialect, bound: BoundStep, before?: Sql): ColumnContext {
  const subject = bound.subject!;
  return {
    dialect,
    table: bound.table,
    step: bound.step,
    with: bound.step.with,
    column: subject,
    before: before ?? column('t', subject.name),
  };
}

/** What an anomaly is told about a row of alias `t`; its bindings are collected in `bindings`, in order. */
export function rowContext(
  dialect: Dialect,
  compiled: CompiledStep,
  bindings: Binding[],
  hasStrength: boolean,
): RowContext {
  const { step, seed, frozen } = compiled;
  return {
    ...columnContext(dialect, compiled),
    statistics: frozen.statistics,
    amplitude: step.amplitude?.value ?? '0',
    draw: (purpose, bound) =>
      scaleDrawSql(dialect, drawSql(dialect, internalColumn('kappa'), coefficients(seed, step.id, purpose)), bound),
    strength: hasStrength ? internalColumn('strength') : undefined,
    bind: (value) => {
      const name = `_fl_v${bindings.length + 1}`;
      bindings.push({ name, value });
      return column('t', name);
    },
  };
}
