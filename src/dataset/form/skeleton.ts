import type { Atom } from './atoms.ts';
import { sortedList } from './form.ts';

/**
 * What a text looks like: stretches of letters become `x`, each digit becomes `0`, everything else stays. Texts of
 * different skeletons are different.
 */
function skeletonOf(text: string): string {
  return text.replaceAll(/[\p{L}\p{M}]+/gu, 'x').replaceAll(/\p{N}/gu, '0');
}

/** Atoms whose texts all have one skeleton: of each list the values of its most frequent one are kept. */
export function ofOneSkeleton(atoms: readonly Atom[]): { readonly atoms: readonly Atom[]; readonly skeleton: string } {
  const uniform = atoms.map((atom) => {
    if (atom.kind === 'text') return { atom, skeleton: skeletonOf(atom.text) };
    if (atom.kind === 'digits') return { atom, skeleton: '0'.repeat(atom.count) };
    const [skeleton, values] = mostFrequent(atom.values);
    return { atom: values.length === atom.values.length ? atom : sortedList(values), skeleton };
  });
  return {
    atoms: uniform.map(({ atom }) => atom),
    skeleton: uniform
      .map(({ skeleton }) => skeleton)
      .join('')
      .replaceAll(/x+/g, 'x'),
  };
}

function mostFrequent(values: readonly string[]): readonly [string, readonly string[]] {
  const bySkeleton = Map.groupBy(values, skeletonOf);
  return [...bySkeleton].reduce((best, each) => (each[1].length > best[1].length ? each : best));
}
