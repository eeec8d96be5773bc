import type { Atom } from './atoms.ts';
import { sortedList } from './form.ts';

/**
 * Some atoms, less the values with which they could make a text of some others: of the first list in which the two differ
 * those are left out that begin a value of the other list, or are begun by one. Both are decodable.
 * @returns undefined where they differ first in something else, or no value would be left
 */
export function separated(atoms: readonly Atom[], others: readonly Atom[]): readonly Atom[] | undefined {
  const index = atoms.findIndex((atom, place) => !isSame(atom, others[place]));
  const [own, other] = [atoms[index], others[index]];
  if (own?.kind !== 'list' || other?.kind !== 'list') return undefined;
  const [behind, behindOther] = [textBehind(atoms, index), textBehind(others, index)];
  const taken = new Set(other.values.map((value) => value + behindOther));
  const begun = new Set([...taken].flatMap(beginnings));
  const values = own.values.filter((value) => {
    const text = value + behind;
    return !begun.has(text) && !beginnings(text).some((beginning) => taken.has(beginning));
  });
  return values.length === 0 ? undefined : atoms.with(index, sortedList(values));
}

function isSame(atom: Atom, other: Atom | undefined): boolean {
  if (atom.kind === 'list') return other?.kind === 'list' && atom.name === other.name;
  if (atom.kind === 'text') return other?.kind === 'text' && atom.text === other.text;
  return other?.kind === 'digits' && atom.count === other.count;
}

function textBehind(atoms: readonly Atom[], index: number): string {
  const next = atoms[index + 1];
  return next?.kind === 'text' ? next.text : '';
}

/** The text itself among them. */
function beginnings(text: string): readonly string[] {
  return Array.from({ length: text.length }, (_, index) => text.slice(0, index + 1));
}
