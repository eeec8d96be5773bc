import type { Atom } from './atoms.ts';

/** Which characters may stand at each position of a form's texts, all of one length; undefined where lengths differ. */
export function fixedPositions(atoms: readonly Atom[]): readonly ReadonlySet<string>[] | undefined {
  const positions: Set<string>[] = [];
  for (const atom of atoms) {
    if (atom.kind === 'digits') {
      for (let digit = 0; digit < atom.count; digit += 1) positions.push(new Set('0123456789'));
      continue;
    }
    const values = (atom.kind === 'list' ? atom.values : [atom.text]).map((value) => [...value]);
    const [first] = values;
    if (values.some(({ length }) => length !== first!.length)) return undefined;
    for (const index of first!.keys()) positions.push(new Set(values.map((value) => value[index]!)));
  }
  return positions;
}

/** Whether no text fits both: their lengths differ, or somewhere no character suits both. */
export function areApart(left: readonly ReadonlySet<string>[], right: readonly ReadonlySet<string>[]): boolean {
  if (left.length !== right.length) return true;
  return left.some((characters, index) => [...right[index]!].every((character) => !characters.has(character)));
}
