import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disjointAlternatives, heaviest, type Alternative } from '../../../src/dataset/form/alternatives.ts';
import { countOf, type Atom } from '../../../src/dataset/form/atoms.ts';
import { choice, digits, list, row, text, type Form } from '../../../src/dataset/form/form.ts';
import { spaceOf } from '../../../src/dataset/form/nth-form.ts';

/** Words that begin each other, have separators in them, and are put together to one another. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '葵', ' ', '-', '1'), minLength: 1, maxLength: 3 });
const wordList = fc.array(word, { minLength: 1, maxLength: 6 }).map(list);
const separator = fc.constantFrom('', ' ', '-', 'a', '1', ', ').map(text);
const leaf = fc.oneof(wordList, separator, fc.integer({ min: 1, max: 2 }).map(digits));

const { form } = fc.letrec<{ form: Form }>((tie) => ({
  form: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('form'), { minLength: 1, maxLength: 4 }).map(row),
    fc
      .array(fc.record({ form: tie('form'), weight: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 4 })
      .map(choice),
  ),
}));

const most = 3000n;

function textsOf({ atoms }: Alternative): readonly string[] {
  return atoms.reduce<readonly string[]>(
    (texts, atom) => texts.flatMap((before) => valuesOf(atom).map((value) => before + value)),
    [''],
  );
}

function valuesOf(atom: Atom): readonly string[] {
  if (atom.kind === 'text') return [atom.text];
  if (atom.kind === 'list') return atom.values;
  return Array.from({ length: Number(countOf(atom)) }, (_, number) => String(number).padStart(atom.count, '0'));
}

/** Whether a text can be made of a form, by trying all ways: the places at which a form can end. */
function endsOf(of: Form, whole: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  const after = (values: readonly string[]) =>
    new Set(
      [...starts].flatMap((start) =>
        values.filter((value) => whole.startsWith(value, start)).map((value) => start + value.length),
      ),
    );
  switch (of.kind) {
    case 'row':
      return of.parts.reduce((places, part) => endsOf(part, whole, places), starts);
    case 'choice':
      return new Set(of.options.flatMap((option) => [...endsOf(option.form, whole, starts)]));
    default:
      return after(valuesOf(of));
  }
}

describe('different texts of a form', () => {
  it('differ, whatever the form, and are texts of it', () => {
    fc.assert(
      fc.property(form, fc.integer({ min: 1, max: 5000 }), (of, rows) => {
        const alternatives = disjointAlternatives(of, rows);
        const space = spaceOf(alternatives);
        fc.pre(space <= most);
        const texts = alternatives.flatMap(textsOf);
        expect(BigInt(texts.length)).toBe(space);
        expect(new Set(texts).size).toBe(texts.length);
        for (const each of texts.slice(0, 50)) expect(endsOf(of, each, new Set([0])).has(each.length)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('rise with their number where they are those of one row', () => {
    fc.assert(
      fc.property(form, (of) => {
        const alternatives = heaviest(of);
        fc.pre(spaceOf(alternatives) <= most);
        const texts = alternatives.flatMap(textsOf);
        const sorted = texts.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
        expect(texts).toEqual(sorted);
        expect(new Set(texts).size).toBe(texts.length);
      }),
      { numRuns: 400 },
    );
  });

  it('are those of the likeliest way as long as these are enough', () => {
    const first = list(['Emma', 'Noah']);
    const last = list(['Smith', 'Lee', 'Garcia']);
    const of = choice([
      { form: row([text('Dr. '), first, text(' '), last]), weight: 1 },
      { form: row([first, text(' '), last]), weight: 9 },
    ]);
    expect(disjointAlternatives(of, 6).flatMap(textsOf)).toHaveLength(6);
    expect(
      disjointAlternatives(of, 6)
        .flatMap(textsOf)
        .filter((each) => each.startsWith('Dr.')),
    ).toEqual([]);
    expect(disjointAlternatives(of, 7).flatMap(textsOf)).toHaveLength(12);
  });
});
