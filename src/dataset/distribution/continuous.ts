import type { Sql } from '../../model/sql.ts';
import type { ValueContext } from '../value-type.ts';
import { beta } from './beta.ts';
import type { Distribution } from './distribution.ts';
import { exponential } from './exponential.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pareto } from './pareto.ts';

/** A distribution of real numbers. */
export interface Continuous {
  /** Share of the values below x: 0 to 1, with a small relative error even where it is small. */
  below(x: number): number;
  /** Share of the values above x, as exactly. */
  above(x: number): number;
  /** The value with a share of values below it. @param share DOUBLE strictly between 0 and 1, an intermediate value */
  ofBelow(context: ValueContext, share: Sql): Sql;
  /** The value with a share of values above it. */
  ofAbove(context: ValueContext, share: Sql): Sql;
  /** The most that density × |value| comes to anywhere: how close values lie, measured by their size. */
  readonly crowding: number;
}

/** The distribution between two numbers, which only `beta` depends on; undefined for those that are not of real numbers. */
export function continuousOf(distribution: Distribution, from: number, to: number): Continuous | undefined {
  if (distribution === 'uniform') return undefined;
  if (distribution.normal) return normal(distribution.normal);
  if (distribution.lognormal) return lognormal(distribution.lognormal);
  if (distribution.exponential) return exponential(distribution.exponential);
  if (distribution.pareto) return pareto(distribution.pareto);
  if (distribution.beta) return beta(distribution.beta, from, to);
  return undefined;
}
