import { createHash } from 'node:crypto';
import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { sql } from '../sql/sql.ts';

/** Draws are uniform whole numbers from 0 to `modulus` − 1, a Mersenne prime, so that every product fits in 64 bits. */
export const modulus = 2n ** 31n - 1n;

/** What a draw is for: rows are chosen by `choose`, values drawn by `value`, `value.2`, … */
export type Purpose = string;

/** The keyed polynomial of one (seed, step, purpose). */
export interface Coefficients {
  /** Folds the high part of a key into the low one; 1 to 2^29 − 1. */
  readonly fold: bigint;
  /** c0 … c3 of the cubic polynomial. */
  readonly polynomial: readonly [bigint, bigint, bigint, bigint];
}

/** Derives the polynomial from SHA-512 of the seed, the step's id and the purpose. */
export function coefficients(seed: string, step: string, purpose: Purpose): Coefficients {
  const text = ['faultline.draw.v1', seed, step, purpose].join('\u001f');
  const digest = createHash('sha512').update(text, 'utf8').digest();
  const word = (index: number) => digest.readBigUInt64BE(index * 8) % modulus;
  return { fold: 1n + (word(0) % (2n ** 29n - 1n)), polynomial: [word(1), word(2), word(3), word(4)] };
}

/** The draw of a key, in exact arithmetic: the oracle that every engine's SQL is held against. @param kappa the key as a signed integer of 64 bits */
export function drawOf(kappa: bigint, { fold, polynomial: [c0, c1, c2, c3] }: Coefficients): bigint {
  const z = ((((kappa % modulus) + fold * (kappa / modulus)) % modulus) + modulus) % modulus;
  return (((((c0 * z + c1) % modulus) * z + c2) % modulus) * z + c3) % modulus;
}

/** The integer that stands for a key that is not one integer: the first 56 bits of SHA-256 of its canonical text. */
export function kappaOf(canonicalText: string): bigint {
  return BigInt(`0x${createHash('sha256').update(canonicalText, 'utf8').digest('hex').slice(0, 14)}`);
}

/** A value from 0 to `bound` − 1 out of a draw. */
export function scaleDraw(draw: bigint, bound: number): bigint {
  return (draw * BigInt(bound)) / modulus;
}

/**
 * The draw of a key in SQL. Keys that need no folding, as most, go without: it would be most of the work.
 * @param kappa a cheap expression: it is read several times
 */
export function drawSql(dialect: Dialect, kappa: Sql, { fold, polynomial }: Coefficients): Sql {
  const p = dialect.integer(modulus);
  const [c0, c1, c2, c3] = polynomial.map((coefficient) => dialect.integer(coefficient)) as [Sql, Sql, Sql, Sql];
  const modP = (value: Sql) => dialect.remainder(sql`(${value})`, p);
  const folded = sql`${modP(kappa)} + ${dialect.integer(fold)} * ${dialect.divide(kappa, p)}`;
  const z = sql`(case when ${kappa} >= ${dialect.integer(0)} and ${kappa} < ${p} then ${kappa} else ${modP(sql`${modP(folded)} + ${p}`)} end)`;
  return modP(sql`${modP(sql`${modP(sql`${c0} * ${z} + ${c1}`)} * ${z} + ${c2}`)} * ${z} + ${c3}`);
}

/** `scaleDraw` in SQL. @param bound at most 2^31 */
export function scaleDrawSql(dialect: Dialect, draw: Sql, bound: number): Sql {
  return dialect.divide(sql`(${draw} * ${dialect.integer(bound)})`, dialect.integer(modulus));
}
