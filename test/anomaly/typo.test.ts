import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys, neighbours, places } from '../../src/anomaly/keyboard.ts';
import type { Edit } from '../../src/anomaly/text-edit.ts';
import typo from '../../src/anomaly/quality/typo.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawFor, strike } from './strike.ts';

const all: readonly Edit[] = ['insert', 'delete', 'substitute', 'transpose'];
const names = [
  'Ada Lovelace',
  'Ed',
  'X',
  '7',
  '',
  ' ',
  null,
  'aa',
  'Zoë Müller-Łukasiewicz',
  '東京都',
  '京',
  '😀🎉',
  'e\u0301te\u0301',
  'ludwig@example.org',
  '555-0100',
  "O'Neill",
  '   ',
  'línea\nnueva',
  'ÅÅ',
  '\\d+%_',
  'ß',
];

/** One edit as the definition has it, on characters instead of SQL. */
function oracle(
  text: string,
  kinds: readonly Edit[],
  longest: number,
  draw: (number: number, bound: number) => number,
): string {
  const characters = Array.from(text);
  const { length } = characters;
  const drawn = kinds[draw(1, kinds.length)] as Edit;
  const span = drawn === 'transpose' && length > 1 ? length - 1 : Math.max(length, 1);
  const place = draw(2, span);
  const [letter = '', next = ''] = characters.slice(place);
  const key = Array.from(keys).indexOf(letter);
  const slip = key < 0 ? letter : (Array.from(neighbours)[key * places + draw(3, places)] ?? '');
  const possible: Record<Edit, boolean> = {
    insert: length > 0 && length < longest,
    delete: length > 1,
    substitute: key >= 0,
    transpose: next !== '' && next !== letter,
  };
  const order: readonly Edit[] = [drawn, 'substitute', 'transpose', 'delete', 'insert'];
  switch (order.find((edit) => kinds.includes(edit) && possible[edit])) {
    case 'insert':
      return characters.toSpliced(place + 1, 0, slip).join('');
    case 'delete':
      return characters.toSpliced(place, 1).join('');
    case 'substitute':
      return characters.with(place, slip).join('');
    case 'transpose':
      return characters.toSpliced(place, 2, next, letter).join('');
    case undefined:
      return text;
  }
}

function expected(
  values: readonly (string | null)[],
  amplitude: number,
  kinds: readonly Edit[],
  longest = Infinity,
): (string | undefined)[] {
  return values.map((before, index) => {
    if (before === null) return undefined;
    let text = before;
    for (let turn = 0; turn < amplitude; turn++) {
      text = oracle(text, kinds, longest, (number, bound) => {
        const ordinal = 3 * turn + number;
        return drawFor(index + 1, ordinal === 1 ? 'value' : `value.${ordinal}`, bound);
      });
    }
    return text === before ? undefined : text;
  });
}

/** Whether one text becomes the other by one character more, less or other, or by two neighbours that change places. */
function isOneEdit(one: string, other: string): boolean {
  const [left, right] = [Array.from(one), Array.from(other)];
  while (left.length > 0 && left[0] === right[0]) [left, right].forEach((text) => text.shift());
  while (left.length > 0 && left.at(-1) === right.at(-1)) [left, right].forEach((text) => text.pop());
  const isCrossed = left.length === 2 && left.toReversed().join('') === right.join('');
  return isCrossed || (left.length !== right.length ? left.length + right.length === 1 : left.length === 1);
}

describe.each(testEngines)('typo on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test('makes the one edit that the draws say, by characters of any script', async () => {
    const { after } = await strike(connection, typo, { type: 'varchar', values: names });
    expect(after).toEqual(expected(names, 1, all));
    const untouched = names.filter((_, index) => after[index] === undefined);
    expect(untouched).toEqual(['', null]);
  });

  test.each(all)('makes nothing but an edit of the kind %s where the step asks for it', async (kind) => {
    const { after } = await strike(connection, typo, { type: 'varchar', values: names, with: { kinds: [kind] } });
    expect(after).toEqual(expected(names, 1, [kind]));
  });

  test('makes up to five edits, one after the other', async () => {
    for (const amplitude of [2, 5]) {
      const { after } = await strike(connection, typo, {
        type: 'varchar',
        values: names,
        amplitude: String(amplitude),
      });
      expect(after).toEqual(expected(names, amplitude, all));
    }
  });

  test('never makes a text longer than its column', async () => {
    const values = ['Hamburg', 'Bonn', 'Köln', 'Ulm', 'ab', 'x', 'München', 'Leipzig'];
    for (const kinds of [all, ['insert'], ['insert', 'transpose']] as const) {
      const { after, column } = await strike(connection, typo, { type: 'varchar(7)', values, with: { kinds } });
      expect(after).toEqual(expected(values, 1, kinds, column.length));
    }
  });

  test('finds something to change in single characters and in padded texts', async () => {
    for (const [type, values] of [
      ['varchar(1)', ['M', 'F', '京', '7']],
      ['char(6)', ['HAM', 'BERLIN', 'K-1', 'x']],
    ] as const) {
      const { after, column } = await strike(connection, typo, { type, values });
      expect(after).toEqual(expected(values, 1, all, column.length));
    }
  });

  test('any text but the empty one changes by one edit and is never emptied', { timeout: 60_000 }, async () => {
    const texts = fc
      .sample(fc.string({ unit: 'binary', maxLength: 12 }), { numRuns: 300, seed: 20 })
      .filter((text) => !text.includes('\0'));
    const { after } = await strike(connection, typo, { type: 'varchar', values: texts });
    expect(after).toEqual(expected(texts, 1, all));
    for (const [index, before] of texts.entries()) {
      const value = after[index];
      if (before === '') expect(value).toBeUndefined();
      else
        expect([before, value, isOneEdit(before, value ?? before)]).toEqual([
          before,
          expect.stringMatching(/./su),
          true,
        ]);
    }
  });

  test('refuses half an edit', async () => {
    const half = strike(connection, typo, { type: 'varchar', values: ['Ada'], amplitude: '1.5' });
    await expect(half).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

test.each([
  ['Ada', 'Adaa', true],
  ['Ada', 'dAa', true],
  ['Ada', 'Asa', true],
  ['Ada', 'Ad', true],
  ['Ada', 'Ada', false],
  ['Ada', 'Eve', false],
])('from %s to %s is one edit: %s', (one, other, answer) => {
  expect(isOneEdit(one, other)).toBe(answer);
});
