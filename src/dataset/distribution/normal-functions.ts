import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { over, under } from './normal-coefficients.ts';

/** Numerators and denominators of the three ranges, highest power first. */
const middle = {
  over: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  under: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
};
const outer = {
  over: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  under: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};
const far = {
  over: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  under: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
};

/**
 * The standard normal quantile of a DOUBLE strictly between 0 and 1, to 16 digits (Wichura, "Algorithm AS 241", Applied
 * Statistics 37, 1988).
 * @param step names an intermediate value
 */
export function normalQuantile(u: Sql, step: (expression: Sql) => Sql): Sql {
  const q = step(sql`${u} - 0.5::double`);
  const tail = step(sql`sqrt(-ln(least(${u}, 1::double - ${u})))`);
  const inside = sql`(0.180625::double - ${q} * ${q})`;
  const near = ratio(middle, step(inside));
  const outside = ratio(outer, sql`(${tail} - 1.6::double)`);
  const beyond = ratio(far, sql`(${tail} - 5::double)`);
  return sql`case
    when abs(${q}) <= 0.425::double then ${q} * ${near}
    when ${tail} <= 5::double then sign(${q}) * ${outside}
    else sign(${q}) * ${beyond} end`;
}

/** Values nearer to 0 or 1 than this would not be strictly between them. */
const least = 1e-15;

/**
 * The standard normal distribution function, kept strictly between 0 and 1 (Hart, "Computer Approximations", 1968,
 * algorithm 5666, as West gives it in "Better approximations to cumulative normal functions", Wilmott, 2005).
 */
export function normalDistribution(z: Sql, step: (expression: Sql) => Sql): Sql {
  const size = step(sql`least(abs(${z}), 7::double)`);
  const below = step(sql`exp(-${size} * ${size} / 2::double) * ${ratio({ over, under }, size)}`);
  const kept = sql`greatest(${below}, ${least}::double)`;
  return sql`case when ${z} > 0 then 1::double - ${kept} else ${kept} end`;
}

function ratio(parts: { readonly over: readonly number[]; readonly under: readonly number[] }, x: Sql): Sql {
  return sql`(${polynomial(parts.over, x)} / ${polynomial(parts.under, x)})`;
}

/** Horner's rule. */
function polynomial([first, ...rest]: readonly number[], x: Sql): Sql {
  return rest.reduce((sum, coefficient) => sql`(${sum} * ${x} + ${coefficient}::double)`, sql`${first!}::double`);
}
