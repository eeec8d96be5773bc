import type { Dialect } from '../model/dialect.ts';
import type { Window } from '../model/plan.ts';
import type { Shape } from '../model/scenario.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { sql } from '../sql/sql.ts';
import { coefficients, drawSql } from './draw.ts';
import { parseInstant, shift, type Bucket } from './instant.ts';

/** Full strength, in the millionths that shapes are reckoned in. */
const full = 1_000_000;

export interface ShapeInput {
  readonly dialect: Dialect;
  readonly shape: Shape;
  /** Bounded windows, one for each occurrence. */
  readonly windows: readonly Window[];
  readonly time: { readonly value: Sql; readonly column: Column };
  /** The number of the row's window, from 1. */
  readonly occurrence: Sql;
  readonly bucket: Bucket;
  readonly seed: string;
  readonly step: string;
}

/**
 * The factor of a change at a row's time, in millionths of the amplitude.
 *
 * With u from 0 to 1 through the window: step 1; impulse 1 in the first bucket, then 0; ramp u; bell 4u(1−u);
 * decay (1−u)²; oscillating a triangle wave of two cycles between −1 and 1; intermittent 1 or 0 by a draw for each
 * bucket; stuck 4u, then 1 from the first quarter on. Polynomials only, so that every engine gives the same.
 * @returns undefined where the factor is 1 throughout
 */
export function shapeFactor(input: ShapeInput): Sql | undefined {
  if (input.shape === 'step') return undefined;
  const { dialect } = input;
  const whole = (value: number | bigint) => dialect.integer(value);
  const divide = (dividend: Sql, divisor: number | bigint) => dialect.divide(sql`(${dividend})`, whole(divisor));
  const elapsed = byWindow(input, (window) => milliseconds(input, window));
  const u = sql`(${byWindow(input, (window) => share(input, window))})`;
  const rest = sql`(${whole(full)} - ${u})`;
  switch (input.shape) {
    case 'impulse':
      return sql`case when ${elapsed} < ${whole(bucketLength(input))} then ${whole(full)} else ${whole(0)} end`;
    case 'ramp':
      return u;
    case 'bell':
      return divide(sql`${whole(4)} * ${u} * ${rest}`, full);
    case 'decay':
      return divide(sql`${rest} * ${rest}`, full);
    case 'oscillating':
      return triangle(dialect, u);
    case 'intermittent': {
      const draw = drawSql(
        dialect,
        divide(elapsed, bucketLength(input)),
        coefficients(input.seed, input.step, 'shape'),
      );
      return sql`case when ${dialect.remainder(sql`(${draw})`, whole(2))} = 0 then ${whole(full)} else ${whole(0)} end`;
    }
    case 'stuck':
      return sql`case when ${u} < ${whole(full / 4)} then ${whole(4)} * ${u} else ${whole(full)} end`;
  }
}

/** Millionths of the window that have passed. Beyond 290 years the milliseconds leave no room for the factor. */
function share(input: ShapeInput, window: Window): Sql {
  const { dialect } = input;
  const elapsed = milliseconds(input, window);
  const whole = length(window);
  if (whole > 2n ** 63n / BigInt(full)) return dialect.divide(elapsed, dialect.integer(whole / BigInt(full) + 1n));
  return dialect.divide(sql`(${elapsed} * ${dialect.integer(full)})`, dialect.integer(whole));
}

function triangle(dialect: Dialect, u: Sql): Sql {
  const whole = (value: number) => dialect.integer(value);
  const x = dialect.remainder(sql`(${u} * ${whole(2)})`, whole(full));
  return sql`case when ${x} < ${whole(full / 4)} then ${whole(4)} * ${x}
    when ${x} < ${whole((full * 3) / 4)} then ${whole(2 * full)} - ${whole(4)} * ${x}
    else ${whole(4)} * ${x} - ${whole(4 * full)} end`;
}

function byWindow(input: ShapeInput, value: (window: Window) => Sql): Sql {
  const [only, ...others] = input.windows;
  if (only !== undefined && others.length === 0) return value(only);
  let cases = sql`case`;
  for (const [index, window] of input.windows.entries()) {
    cases = sql`${cases} when ${input.occurrence} = ${input.dialect.integer(index + 1)} then ${value(window)}`;
  }
  return sql`(${cases} end)`;
}

function milliseconds({ dialect, time }: ShapeInput, window: Window): Sql {
  return dialect.divide(
    sql`(${dialect.microsecondsSince(window.from!, time.value, time.column)})`,
    dialect.integer(1000),
  );
}

function length(window: Window): bigint {
  return (parseInstant(window.to!)! - parseInstant(window.from!)!) / 1000n || 1n;
}

function bucketLength(input: ShapeInput): bigint {
  const start = parseInstant(input.windows[0]!.from!)!;
  return (shift(start, 1, { amount: 1, unit: 'bucket' }, input.bucket) - start) / 1000n;
}
