import { createHash } from 'node:crypto';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { LookupTable, ValueContext } from '../value-type.ts';
import { decisionTree } from './decision-tree.ts';

/** Up to so many shares a few comparisons are quicker than a table. */
const mostInTree = 16;

/** Bounds that one slot of the guide may hold; slots with more have comparisons of their own. */
const boundsInSlot = 4;
const mostSlots = 1 << 16;

/**
 * The number, from 0, of the share that a uniform number falls into, when the shares lie side by side from 0 to 1: a
 * discrete distribution's quantile function, non-decreasing in `u` and exact.
 *
 * Many shares are found by a guide table (Chen and Asau, 1974): the unit interval in equal slots, of each slot the first
 * share in it and the bounds that lie within.
 * @param shares above 0, of sum 1
 * @param u an intermediate value, DOUBLE strictly between 0 and 1
 */
export function discreteRank(context: ValueContext, shares: readonly number[], u: Sql): Sql {
  const bounds = boundsOf(shares);
  const leaves = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => sql`${from + index}::bigint`);
  const inner = bounds.slice(0, -1);
  if (shares.length <= mostInTree) return decisionTree(u, inner.map(double), leaves(0, shares.length));
  const slots = Math.min(mostSlots, 1 << Math.ceil(Math.log2(shares.length * 4)));
  const guide = guideOf(inner, slots);
  const slot = context.let(sql`floor(${u} * ${slots}::double)::integer`);
  const found = context.lookup(guideTable(guide, shares, slots), slot);
  const steps = Array.from({ length: boundsInSlot }, (_, index) => sql`(${u} >= ${found(`bound${index}`)})::bigint`);
  const usual = steps.reduce((sum, step) => sql`${sum} + ${step}`, found('first'));
  const crowded = guide.flatMap(({ first, inside }, index) =>
    inside.length <= boundsInSlot
      ? []
      : [
          sql` when ${slot} = ${index} then ${decisionTree(u, inside.map(double), leaves(first, first + inside.length + 1))}`,
        ],
  );
  if (crowded.length === 0) return usual;
  return sql`case${crowded.reduce((left, right) => sql`${left}${right}`)} else ${usual} end`;
}

/** Upper bounds of the shares; the last one is 1. */
export function boundsOf(shares: readonly number[]): readonly number[] {
  let sum = 0;
  const total = shares.reduce((left, right) => left + right, 0);
  return shares.map((share, index) => {
    sum += share;
    return index === shares.length - 1 ? 1 : sum / total;
  });
}

interface Slot {
  /** Number of the share in which the slot begins. */
  readonly first: number;
  /** Bounds of shares within the slot. */
  readonly inside: readonly number[];
}

function guideOf(bounds: readonly number[], slots: number): readonly Slot[] {
  let first = 0;
  return Array.from({ length: slots }, (_, slot) => {
    while (first < bounds.length && bounds[first]! <= slot / slots) first += 1;
    let next = first;
    while (next < bounds.length && bounds[next]! < (slot + 1) / slots) next += 1;
    return { first, inside: bounds.slice(first, next) };
  });
}

/** Bounds that a slot lacks are above every uniform number. */
const none = 2;

function guideTable(guide: readonly Slot[], shares: readonly number[], slots: number): LookupTable {
  const places = Array.from({ length: boundsInSlot }, (_, index) => index);
  return {
    name: `guide_${createHash('sha256')
      .update(JSON.stringify([shares, slots]))
      .digest('hex')
      .slice(0, 16)}`,
    columns: { first: 'BIGINT', ...Object.fromEntries(places.map((index) => [`bound${index}`, 'DOUBLE'])) },
    values: () => ({
      first: guide.map(({ first }) => first),
      ...Object.fromEntries(
        places.map((index) => [
          `bound${index}`,
          guide.map(({ inside }) => (inside.length > boundsInSlot ? none : (inside[index] ?? none))),
        ]),
      ),
    }),
  };
}

function double(value: number): Sql {
  return sql`${value}::double`;
}
