import type { Atom } from './atoms.ts';
import { sortedByCodePoints, sortedList } from './form.ts';

/**
 * A part of some texts in which none, with what follows it, begins another, in the order that they have with what
 * follows: texts put together of such parts can be taken apart again in one way only, and are in the order of their parts.
 * Of two texts of which one begins the other, the longer one is left out.
 * @param following text that stands behind each of them
 */
function prefixFree(values: readonly string[], following: string): readonly string[] {
  const kept: string[] = [];
  for (const value of inOrder(values, following)) {
    const last = kept.at(-1);
    if (last === undefined || !(value + following).startsWith(last + following)) kept.push(value);
  }
  return kept;
}

/** Atoms whose texts differ wherever a choice among them differs, and rise with it: all lists but a last one are made free of prefixes. */
export function decodable(atoms: readonly Atom[]): readonly Atom[] {
  const last = atoms.findLastIndex(({ kind }) => kind !== 'text');
  return atoms.map((atom, index) => {
    if (atom.kind !== 'list') return atom;
    const next = atoms[index + 1];
    const following = next?.kind === 'text' ? next.text : '';
    return sortedList(index === last ? inOrder(atom.values, following) : prefixFree(atom.values, following));
  });
}

function inOrder(values: readonly string[], following: string): readonly string[] {
  const sorted = sortedByCodePoints(values.map((value) => value + following));
  return sorted.map((value) => value.slice(0, value.length - following.length));
}
