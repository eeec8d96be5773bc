import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { valueKey, type ValueKey } from './value-key.ts';

/**
 * 64 random bits of a row, a UBIGINT. `hash` of a 64-bit integer is DuckDB's MurmurHash mix of two rounds, a bijection;
 * a test holds it against an implementation of ours, so that a DuckDB that hashes otherwise is noticed.
 * @param row a BIGINT
 */
export function bitsOf(row: Sql, key: ValueKey): Sql {
  return sql`hash(xor(${row}, cast(${valueKey(key)} as bigint)))`;
}

/** A DOUBLE strictly between 0 and 1, of 52 random bits: (k + 1/2) / 2^52. */
export function uniformOf(bits: Sql): Sql {
  return sql`((${bits} >> 12)::double + 0.5::double) * 2.220446049250313e-16::double`;
}

/** Larger counts than this share out so unevenly among 2^32 numbers that a division is worth its time. */
const mostByMultiplication = 1n << 12n;

/** A BIGINT from 0 to `count` - 1, each as likely as any other to a part in a million. */
export function belowOf(bits: Sql, count: bigint): Sql {
  if (count <= 1n) return sql`0::bigint`;
  if (count <= mostByMultiplication) return sql`(((${bits} >> 32) * ${count}) >> 32)::bigint`;
  return sql`(${bits} % ${count}::ubigint)::bigint`;
}
