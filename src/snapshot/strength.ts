import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { column } from '../sql/sql.ts';
import type { CompiledStep } from './compiled-step.ts';
import { occurrenceOf } from './conditions.ts';
import { shapeFactor } from './shape.ts';

/** The factor that the step's shape has at a row's time; undefined where it is 1 throughout. */
export function strengthOf(dialect: Dialect, compiled: CompiledStep): Sql | undefined {
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
