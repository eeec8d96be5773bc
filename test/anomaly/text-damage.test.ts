import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import caseChange from '../../src/anomaly/quality/case-change.ts';
import extraneousText from '../../src/anomaly/quality/extraneous-text.ts';
import mojibake from '../../src/anomaly/quality/mojibake.ts';
import tokenPermutation from '../../src/anomaly/quality/token-permutation.ts';
import truncation from '../../src/anomaly/quality/truncation.ts';
import whitespace from '../../src/anomaly/quality/whitespace.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { misread } from '../support/misread.ts';
import { drawnOutcome, eachMade, type Outcome } from './drawn.ts';
import { defaultsOf, drawFor, strike } from './strike.ts';

const written = [
  'Ada Lovelace',
  'IBM',
  'Zoë Müller-Łukasiewicz',
  'straße',
  'ΑΘΗΝΑ athens',
  'İstanbul',
  '東京都 タワー',
  '😀 party 🎉',
  'Orly – Café',
  'a',
  'É',
  '',
  ' ',
  '   ',
  ' leading',
  'trailing ',
  'one two three four',
  'same same',
  'double  blank',
  'tab\there\nline',
  '\u{85}\u{81}',
  null,
];
const sampled = fc
  .sample(
    fc.array(fc.oneof(fc.constantFrom(...'aZéß –'), fc.string({ unit: 'binary', maxLength: 1 })), { maxLength: 9 }),
    {
      numRuns: 120,
      seed: 11,
    },
  )
  .map((units) => units.join(''))
  .filter((text) => !text.includes('\0') && text.isWellFormed());
const texts: readonly (string | null)[] = [...written, ...sampled];
/** Draws of this many values are scaled down to the length of a text. */
const finest = 2 ** 31 - 1;

function inCase(text: string, to: 'auto' | 'upper' | 'lower'): string {
  const upper = text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
  const lower = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return to === 'lower' || (to === 'auto' && upper === text) ? lower : upper;
}

function withBlank(text: string, kinds: readonly string[], longest: number): Outcome[] {
  const hasRoom = Array.from(text).length < longest;
  const outcomes: Readonly<Record<string, Outcome>> = {
    leading: text !== '' && hasRoom ? ` ${text}` : undefined,
    trailing: text !== '' && hasRoom ? `${text} ` : undefined,
    doubled: text.includes(' ') && hasRoom ? text.replace(' ', '  ') : undefined,
    'no-break': text.includes(' ') ? text.replaceAll(' ', '\u{a0}') : undefined,
  };
  return kinds.map((kind) => outcomes[kind]);
}

function turned(text: string, key: number): string {
  const characters = Array.from(text);
  const start = drawFor(key, 'value', finest) * characters.length;
  const from = Math.floor(start / finest);
  const found = characters.indexOf(' ', from);
  const place = found >= 0 ? found : characters.indexOf(' ');
  if (place < 1 || place === characters.length - 1) return text;
  return `${characters.slice(place + 1).join('')} ${characters.slice(0, place).join('')}`;
}

describe.each(testEngines)('on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each(['auto', 'upper', 'lower'] as const)(
    'case-change to %s changes ASCII letters and no others',
    async (to) => {
      const { after } = await strike(connection, caseChange, { type: 'varchar', values: texts, with: { to } });
      expect(after).toEqual(eachMade(texts, (text) => inCase(text, to)));
    },
  );

  test('whitespace puts the drawn blank where it is possible, and changes every text but the empty one', async () => {
    const kinds = defaultsOf(whitespace)['kinds'] as readonly string[];
    const { after } = await strike(connection, whitespace, { type: 'varchar', values: texts });
    expect(after).toEqual(eachMade(texts, (text, key) => drawnOutcome(key, withBlank(text, kinds, Infinity))));
    expect(texts.filter((_, index) => after[index] === undefined)).toEqual(
      texts.filter((text) => text === '' || text === null),
    );
  });

  test('whitespace makes no text longer than its column, and takes only the kinds of the step', async () => {
    const values = ['Ulm', 'Bad Ems', 'Hamburg', 'a b'];
    for (const kinds of [['leading', 'no-break'], ['doubled']]) {
      const { after, column } = await strike(connection, whitespace, { type: 'varchar(7)', values, with: { kinds } });
      const longest = column.length ?? Infinity;
      expect(after).toEqual(eachMade(values, (text, key) => drawnOutcome(key, withBlank(text, kinds, longest))));
    }
  });

  test.each(['50', '1', '99', '33.3'])(
    'truncation by %s % keeps the beginning, and at least one character',
    async (amplitude) => {
      const { after } = await strike(connection, truncation, { type: 'varchar', values: texts, amplitude });
      const lost = (length: number) => Math.floor((length * Math.round(Number(amplitude) * 10_000)) / 1_000_000);
      const kept = (text: string) => Array.from(text).slice(0, Array.from(text).length - lost(Array.from(text).length));
      expect(after).toEqual(eachMade(texts, (text) => kept(text).join('')));
      expect(after.every((text) => text !== '')).toBe(true);
    },
  );

  test('truncation to a length cuts what is longer', async () => {
    const { after } = await strike(connection, truncation, { type: 'varchar', values: texts, with: { length: 4 } });
    expect(after).toEqual(eachMade(texts, (text) => Array.from(text).slice(0, 4).join('')));
  });

  test.each(['behind', 'before'])('extraneous-text stands %s the text, where there is room', async (place) => {
    const remarks = [' (TEST)', ' [a long remark]', ' ?'];
    const { after, column } = await strike(connection, extraneousText, {
      type: 'varchar(20)',
      values: texts,
      with: { texts: remarks, place },
    });
    const longest = column.length ?? Infinity;
    const length = (text: string) => Array.from(text).length;
    const added = (text: string, remark: string) => (place === 'before' ? remark + text : text + remark);
    const outcome = (text: string, remark: string) =>
      text === '' || length(text) + length(remark) > longest ? undefined : added(text, remark);
    expect(after).toEqual(
      eachMade(texts, (text, key) =>
        drawnOutcome(
          key,
          remarks.map((remark) => outcome(text, remark)),
        ),
      ),
    );
  });

  test('token-permutation turns the words of a text around one of its blanks', async () => {
    const { after } = await strike(connection, tokenPermutation, { type: 'varchar', values: texts });
    expect(after).toEqual(eachMade(texts, turned));
    for (const [index, text] of after.entries()) {
      const words = (each: string) => each.split(' ').toSorted();
      if (text !== undefined) expect(words(text!)).toEqual(words(texts[index]!));
    }
  });

  test.each([1, 2, 3])(
    'mojibake, %i times, is what browsers make of the bytes, and leaves ASCII alone',
    async (times) => {
      const { after } = await strike(connection, mojibake, { type: 'varchar', values: texts, with: { times } });
      const read = (text: string) => Array.from({ length: times }).reduce<string>((each) => misread(each), text);
      expect(after).toEqual(eachMade(texts, read));
      const isAscii = (text: string | null) => text === null || /^[\0-\x7f]*$/.test(text);
      expect(texts.filter((_, index) => after[index] === undefined)).toEqual(texts.filter(isAscii));
    },
  );

  test('mojibake leaves a text alone for whose bytes the column has no room', async () => {
    const values = ['Zürich', 'Köln', 'Łódź', '–'];
    const { after, column } = await strike(connection, mojibake, { type: 'varchar(6)', values });
    const fits = (text: string) => misread(text).length <= (column.length ?? Infinity);
    expect(after).toEqual(eachMade(values, (text) => (fits(text) ? misread(text) : undefined)));
  });

  test('mojibake and token-permutation refuse a column with nothing for them, and have nothing to do in an empty one', async () => {
    for (const anomaly of [mojibake, tokenPermutation]) {
      const names = strike(connection, anomaly, { type: 'varchar', values: ['Ada', 'Grace', null] });
      await expect(names).rejects.toMatchObject({ code: 'UNSUITABLE_COLUMN' });
      expect((await strike(connection, anomaly, { type: 'varchar', values: [null] })).after).toEqual([undefined]);
    }
  });

  test('padded texts change by what is not blank', async () => {
    const values = ['HAM', 'BERLIN', 'K 1', 'ab', 'Köln'];
    for (const anomaly of [caseChange, truncation, tokenPermutation, extraneousText, mojibake]) {
      const { after } = await strike(connection, anomaly, { type: 'char(12)', values });
      for (const [index, text] of after.entries())
        if (text !== undefined) expect(text!.trimEnd()).not.toBe(values[index]);
    }
  });
});
