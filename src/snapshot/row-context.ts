import type { Dialect } from '../model/dialect.ts';
import type { ColumnContext, ColumnValue, RowContext } from '../model/anomaly-context.ts';
import type { Sql } from '../model/sql.ts';
import { column, join } from '../sql/sql.ts';
import { otherColumns } from './columns.ts';
import type { BoundStep, CompiledStep } from './compiled-step.ts';
import { coefficients, drawOf, drawSql, kappaOf, scaleDraw, scaleDrawSql } from './draw.ts';
import { exchangeOf } from './exchange-of.ts';
import { internalColumn } from './internal.ts';
import { isIntegerKey } from './kappa.ts';

/** A value that a level of the query computes once a row. */
export interface Binding {
  readonly name: string;
  readonly value: Sql;
}

/** What an anomaly is told when its survey is taken. @param before default: the subject of row alias `t` */
export function columnContext(dialect: Dialect, bound: BoundStep, before?: Sql): ColumnContext {
  const { table, step, time } = bound;
  // Anomalies of whole rows may have no subject; the contract keeps them from asking for one.
  const subject = bound.subject!;
  return {
    dialect,
    table,
    step,
    with: step.with,
    column: subject,
    before: before ?? (bound.subject && column('t', subject.name))!,
    time: time && { column: time, value: column('t', time.name) },
    other: (parameter) => othersOf(bound, parameter)[0],
    others: (parameter) => othersOf(bound, parameter),
  };
}

function othersOf(bound: BoundStep, parameter: string): readonly ColumnValue[] {
  const named = otherColumns(bound).filter((each) => each.parameter === parameter);
  return named.map(({ column: other }) => ({ column: other, value: column('t', other.name) }));
}

/** What an anomaly is told about a row of alias `t`; its bindings are collected in `bindings`, in order. */
export function rowContext(
  dialect: Dialect,
  compiled: CompiledStep,
  bindings: Binding[],
  hasStrength: boolean,
): RowContext {
  const { step, seed, frozen } = compiled;
  const drawn = (purpose: string) => drawSql(dialect, internalColumn('kappa'), coefficients(seed, step.id, purpose));
  return {
    ...columnContext(dialect, compiled),
    statistics: frozen.statistics,
    amplitude: step.amplitude?.value ?? '0',
    now: frozen.now ?? '',
    windows: frozen.windows,
    occurrence: internalColumn('occurrence'),
    draw: (purpose, bound) => scaleDrawSql(dialect, drawn(purpose), bound),
    drawFor: (purpose, text, bound) =>
      Number(scaleDraw(drawOf(kappaOf(text), coefficients(seed, step.id, purpose)), bound)),
    drawnOrder: (purpose) => join([drawn(purpose), ...tieBreak(compiled)]),
    strength: hasStrength ? internalColumn('strength') : undefined,
    partner: exchangeOf(compiled.anomaly) ? internalColumn('partner') : undefined,
    bind: (value) => {
      const name = `_fl_v${bindings.length + 1}`;
      bindings.push({ name, value });
      return column('t', name);
    },
  };
}

/** Rows with the same draw are told apart by the key: its integer, then for hashed keys its text. */
export function tieBreak({ key }: BoundStep): readonly Sql[] {
  const order = [internalColumn('kappa')];
  return isIntegerKey(key) ? order : [...order, internalColumn('text')];
}
