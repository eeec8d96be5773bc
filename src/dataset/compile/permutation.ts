import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';

/**
 * A random permutation of the numbers from 0 to `count` - 1, as SQL of one number: no table of it is ever held.
 *
 * The numbers are read as pairs (left, right) of a rectangle of a × b with a = ⌊√count⌋, b = ⌊count / a⌋ and stirred by
 * a Feistel network over it, whose rounds add a hash of one half to the other (Black and Rogaway, "Ciphers with
 * arbitrary finite domains", 2002). Fewer than a numbers stand outside of the rectangle: they stay where they are, the
 * whole line is turned round, and a second network takes them in.
 * @param n BIGINT from 0 to `count` - 1
 * @param key makes a hash of its own for each round
 * @param step names an intermediate value
 */
export function permuted(
  n: Sql,
  count: bigint,
  hashed: (value: Sql, round: number) => Sql,
  step: (expression: Sql) => Sql,
): Sql {
  if (count <= 1n) return sql`0::bigint`;
  const width = squareRoot(count);
  const height = count / width;
  const once = stirred(n, width, height, 0, hashed, step);
  const turned = step(sql`${count - 1n}::bigint - ${once}`);
  return stirred(turned, width, height, rounds, hashed, step);
}

const rounds = 3;

function stirred(
  n: Sql,
  width: bigint,
  height: bigint,
  round: number,
  hashed: (value: Sql, round: number) => Sql,
  step: (expression: Sql) => Sql,
): Sql {
  const left = step(sql`${n} // ${width}::bigint`);
  const right = step(sql`${n} % ${width}::bigint`);
  const first = step(added(right, hashed(left, round), width));
  const second = step(added(left, hashed(first, round + 1), height));
  const third = step(added(first, hashed(second, round + 2), width));
  const area = width * height;
  return step(sql`case when ${n} < ${area}::bigint then ${second} * ${width}::bigint + ${third} else ${n} end`);
}

function added(half: Sql, hash: Sql, size: bigint): Sql {
  return sql`(${half} + (${hash} % ${size}::ubigint)::bigint) % ${size}::bigint`;
}

/** The largest whole number whose square is not above `square`. */
function squareRoot(square: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(square))));
  while (root * root > square) root -= 1n;
  while ((root + 1n) * (root + 1n) <= square) root += 1n;
  return root;
}
