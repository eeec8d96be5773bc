import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctTexts } from '../../../src/dataset/shape/distinct-texts.ts';
import { readRegex } from '../../../src/dataset/shape/read-regex.ts';
import { sizeOf, waysOf } from '../../../src/dataset/shape/shape.ts';
import { tellable } from '../../../src/dataset/shape/string-shape.ts';
import { columnOf } from '../column-of.ts';
import { chiSquare } from '../statistics/goodness-of-fit.ts';

const quoted = (text: string) => JSON.stringify(text);
const seed = fc.integer({ min: 1, max: 1_000_000 }).map(String);

/** Regular expressions over few characters, so that they have few texts. */
const regex = fc.letrec<{ any: string; atom: string; row: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '[ab]', '[^ -`d-~]', '\\.', 'c'),
    tie('any').map((inside) => `(${inside})`),
    tie('any').map((inside) => `(?:${inside})`),
  ),
  row: fc
    .array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '?', '{2}', '{1,2}', '{0,2}')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.map(([atom, times]) => atom + times).join('')),
  any: fc.array(tie('row'), { minLength: 1, maxLength: 2 }).map((rows) => rows.join('|')),
})).any;

describe('a regular expression', () => {
  it('is matched by every text that is made of it', async () => {
    await fc.assert(
      fc.asyncProperty(regex, seed, async (expression, of) => {
        fc.pre(sizeOf(readRegex(expression)) <= 100);
        const pattern = new RegExp(`^(?:${expression})$`);
        for (const text of await columnOf(`{type: string, regex: ${quoted(expression)}}`, 60, of))
          expect(text).toMatch(pattern);
      }),
      { numRuns: 25 },
    );
  });

  it('has as many unique texts as can be told apart: all of them, where each is made in one way', async () => {
    await fc.assert(
      fc.asyncProperty(regex, seed, async (expression, of) => {
        const shape = readRegex(expression);
        const ways = waysOf(shape);
        fc.pre(ways < 1500n && sizeOf(shape) <= 100);
        const texts = textsOf(expression);
        expect(distinctTexts(shape)).toBe(BigInt(texts.size));
        const count = Number(tellable(shape).count);
        if (ways === BigInt(texts.size)) expect(count).toBe(texts.size);
        const found = await columnOf(`{type: string, regex: ${quoted(expression)}, unique: true}`, count, of);
        expect(new Set(found).size).toBe(count);
        for (const text of found) expect(texts.has(text!)).toBe(true);
        await expect(columnOf(`{type: string, regex: ${quoted(expression)}, unique: true}`, count + 1)).rejects.toThrow(
          'different values',
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is read as JavaScript reads it', async () => {
    for (const expression of [
      '\\d{3}-\\w+',
      '[A-Za-z0-9._%+-]{1,6}@[^@\\s]+\\.(com|org)',
      'x*y+z?',
      '.{3}',
      '^ä|ö$',
      '[\\]\\-^]{2}',
      'a{2,}',
    ])
      for (const text of await columnOf(`{type: string, regex: ${quoted(expression)}}`, 200))
        expect(text).toMatch(new RegExp(`^(?:${expression.replace(/^\^|\$$/g, '')})$`));
  });

  it('takes each number of repetitions and each alternative as often', async () => {
    const texts = await columnOf(`{type: string, regex: "(a|bb|ccc)x{0,4}"}`, 20_000);
    const counts = ['a', 'bb', 'ccc'].flatMap((head) =>
      [0, 1, 2, 3, 4].map((times) => texts.filter((text) => text === head + 'x'.repeat(times)).length),
    );
    expect(
      chiSquare(
        counts,
        counts.map(() => 1 / 15),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it('of more texts than can be counted has different ones all the same', async () => {
    for (const expression of [
      '[a-z0-9._]{3,12}@[a-z]{3,20}',
      '[a-f]{90}',
      '([a-c]{2}[0-9]-){1,16}',
      '([ab]|[cd]{2}){1,20}',
    ]) {
      const texts = await columnOf(`{type: string, regex: ${quoted(expression)}, unique: true}`, 3000);
      expect(new Set(texts).size).toBe(3000);
      for (const text of texts) expect(text).toMatch(new RegExp(`^(?:${expression})$`));
    }
  });

  it.each([
    ['(a', 'a parenthesis is not closed'],
    ['a)', 'a parenthesis closes that none opens'],
    ['[a', 'it ends in the middle'],
    ['*a', 'nothing stands before *'],
    ['a**', 'a repetition is repeated'],
    ['a{3,2}', 'ends before it starts'],
    ['a{', 'a brace that is no repetition'],
    ['(?=a)', 'only groups such as'],
    ['(a)\\1', '\\1 cannot be read'],
    ['a^b', '^ stands in the middle'],
    ['[z-a]', 'ends before it starts'],
    ['(ab){60}', 'more than 100 characters'],
  ])('%s is refused: %s', async (expression, message) => {
    await expect(columnOf(`{type: string, regex: ${quoted(expression)}}`, 5)).rejects.toThrow(message);
  });
});

describe('a pattern', () => {
  it('has a letter for A and a, a digit for 0, either for #, and what stands behind a backslash as it is', async () => {
    const texts = await columnOf(`{type: string, pattern: ${quoted('AA-aa 00.#\\A\\0\\\\Zz')}}`, 2000);
    for (const text of texts) expect(text).toMatch(/^[A-Z]{2}-[a-z]{2} \d\d\.[A-Za-z0-9]A0\\Zz$/);
    expect(new Set(texts.map((text) => text![0])).size).toBe(26);
    expect(new Set(texts.map((text) => text![3])).size).toBe(26);
    expect(new Set(texts.map((text) => text![9])).size).toBe(62);
  });

  it('does not stand beside what says the same', async () => {
    await expect(columnOf('{type: string, pattern: aa, regex: b}', 5)).rejects.toThrow('side by side');
    await expect(columnOf('{type: string, pattern: aa, length: 3}', 5)).rejects.toThrow(
      'length stands beside a pattern',
    );
  });
});

it('lengths of strings follow their distribution, within their bounds', async () => {
  const texts = await columnOf('{type: string, min: 2, max: 9, lengths: {zipf: {exponent: 1}}}', 20_000);
  const counts = Array.from({ length: 8 }, (_, index) => texts.filter((text) => text!.length === index + 2).length);
  const weights = counts.map((_, index) => 1 / (index + 1));
  const sum = weights.reduce((left, right) => left + right);
  expect(
    chiSquare(
      counts,
      weights.map((weight) => weight / sum),
    ),
  ).toBeGreaterThan(1e-4);
});

/** All texts over the characters of the expressions here that an expression matches: the longest has as many as it says. */
function textsOf(expression: string): ReadonlySet<string> {
  const pattern = new RegExp(`^(?:${expression})$`);
  const found = new Set<string>();
  const add = (texts: ReadonlySet<string>) => {
    for (const text of texts) {
      expect(text).toMatch(pattern);
      found.add(text);
    }
  };
  add(enumerated(readRegex(expression)));
  return found;
}

function enumerated(shape: ReturnType<typeof readRegex>): ReadonlySet<string> {
  switch (shape.kind) {
    case 'characters':
      return new Set(shape.characters);
    case 'row':
      return shape.parts.reduce<ReadonlySet<string>>((heads, part) => joined(heads, enumerated(part)), new Set(['']));
    case 'choice':
      return new Set(shape.options.flatMap((option) => [...enumerated(option)]));
    case 'repeat': {
      const part = enumerated(shape.part);
      const found = new Set<string>();
      let texts: ReadonlySet<string> = new Set(['']);
      for (let times = 0; times <= shape.most; times += 1) {
        if (times >= shape.least) for (const text of texts) found.add(text);
        texts = joined(texts, part);
      }
      return found;
    }
  }
}

function joined(heads: ReadonlySet<string>, tails: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...heads].flatMap((head) => [...tails].map((tail) => head + tail)));
}
