import type { Digits, FixedText, Form, ValueList } from './form.ts';

/** What a form without choices consists of. */
export type Atom = FixedText | ValueList | Digits;

/** How many texts an atom stands for. */
export function countOf(atom: Atom): bigint {
  if (atom.kind === 'list') return BigInt(atom.values.length);
  return atom.kind === 'digits' ? 10n ** BigInt(atom.count) : 1n;
}

/** Numbers of different texts count up to this one; there is room for arithmetic above it in 64 bits. */
const mostTexts = 1n << 60n;

/** How many of the first atoms one number can decide: the product of their counts is at most `mostTexts`. */
export function decided(atoms: readonly Atom[]): { readonly atoms: number; readonly count: bigint } {
  let count = 1n;
  for (const [index, atom] of atoms.entries()) {
    const next = count * countOf(atom);
    if (next > mostTexts) return { atoms: index, count };
    count = next;
  }
  return { atoms: atoms.length, count };
}

/** A form's rows, each with its weight. Of a choice within a row only the heaviest option counts, and of equal ones the largest. */
export function rowsOfAtoms(form: Form): readonly WeightedAtoms[] {
  if (form.kind !== 'choice') return [{ atoms: withJoinedTexts(usual(form)), weight: 1 }];
  return form.options.flatMap(({ form: option, weight }) => {
    const rows = rowsOfAtoms(option);
    const total = rows.reduce((sum, each) => sum + each.weight, 0);
    return rows.map((each) => ({ ...each, weight: (weight * each.weight) / total }));
  });
}

function usual(form: Form): readonly Atom[] {
  if (form.kind === 'row') return form.parts.flatMap(usual);
  if (form.kind !== 'choice') return [form];
  const options = form.options.map(({ form: option, weight }) => ({ atoms: usual(option), weight }));
  return options.reduce((best, each) => (isMoreUsual(each, best) ? each : best)).atoms;
}

/** The atoms of a row, and how likely it is beside others. */
export interface WeightedAtoms {
  readonly atoms: readonly Atom[];
  readonly weight: number;
}

function isMoreUsual(left: WeightedAtoms, right: WeightedAtoms): boolean {
  if (left.weight !== right.weight) return left.weight > right.weight;
  return decided(left.atoms).count > decided(right.atoms).count;
}

/** Options that are texts stand beside other texts. */
function withJoinedTexts(atoms: readonly Atom[]): readonly Atom[] {
  const joined: Atom[] = [];
  for (const atom of atoms) {
    const last = joined.at(-1);
    if (atom.kind === 'text' && last?.kind === 'text')
      joined[joined.length - 1] = { kind: 'text', text: last.text + atom.text };
    else joined.push(atom);
  }
  return joined;
}
