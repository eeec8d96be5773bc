import { decided, rowsOfAtoms, type Atom, type WeightedAtoms } from './atoms.ts';
import { areApart, fixedPositions } from './fixed-positions.ts';
import { isNothing, type Form } from './form.ts';
import { decodable } from './prefix-free.ts';
import { separated } from './separated.ts';
import { ofOneSkeleton } from './skeleton.ts';

/** One of the ways in which different texts of a form are made. */
export interface Alternative {
  /** No two choices among the first `decided` of them give the same text. */
  readonly atoms: readonly Atom[];
  readonly decided: number;
  /** How many texts those make: at most 2^60. */
  readonly count: bigint;
}

/**
 * The row of a form that has the greatest weight, as the only alternative: its texts rise with their number.
 * Of rows of equal weight it is the first.
 */
export function heaviest(form: Form): readonly Alternative[] {
  if (isNothing(form)) return [];
  const rows = rowsOfAtoms(form);
  const best = rows.reduce((heavier, each) => (each.weight > heavier.weight ? each : heavier));
  return [alternative(decodable(best.atoms))];
}

/**
 * Ways to make different texts, no text by two of them: the likeliest first, and of these the plainest, of fewest texts;
 * no more of them than it takes to make as many texts as there are rows. A way gives up the values with which its texts could be those of one before it,
 * and is left out where that does not help.
 */
export function disjointAlternatives(form: Form, rows: number): readonly Alternative[] {
  if (isNothing(form)) return [];
  const candidates = rowsOfAtoms(form);
  if (candidates.length === 1) return [alternative(decodable(candidates[0]!.atoms))];
  const ways = candidates.map(shaped).toSorted((left, right) => right.weight - left.weight || byCount(left, right));
  const taken: Shaped[] = [];
  let total = 0n;
  for (const way of ways) {
    if (total >= BigInt(rows)) break;
    const apart = apartFrom(way, taken);
    if (apart === undefined) continue;
    taken.push(apart);
    total += apart.count;
  }
  return taken;
}

interface Shaped extends Alternative {
  readonly weight: number;
  readonly skeleton: string;
  readonly positions: ReturnType<typeof fixedPositions>;
}

function shaped({ atoms: given, weight }: WeightedAtoms): Shaped {
  const { atoms, skeleton } = ofOneSkeleton(given);
  return { ...alternative(decodable(atoms)), weight, skeleton, positions: fixedPositions(atoms) };
}

function alternative(atoms: readonly Atom[]): Alternative {
  const { atoms: first, count } = decided(atoms);
  return { atoms, decided: first, count };
}

/** A way without the texts that others make; undefined where it cannot be told apart from one of them. */
function apartFrom(way: Shaped, others: readonly Shaped[]): Shaped | undefined {
  let apart = way;
  for (const other of others) {
    if (areDisjoint(apart, other)) continue;
    const atoms = separated(apart.atoms, other.atoms);
    if (atoms === undefined) return undefined;
    apart = { ...apart, ...alternative(atoms), positions: fixedPositions(atoms) };
  }
  return apart;
}

function areDisjoint(left: Shaped, right: Shaped): boolean {
  if (left.skeleton !== right.skeleton) return true;
  return left.positions !== undefined && right.positions !== undefined && areApart(left.positions, right.positions);
}

function byCount(left: Shaped, right: Shaped): number {
  return left.count < right.count ? -1 : left.count > right.count ? 1 : 0;
}
