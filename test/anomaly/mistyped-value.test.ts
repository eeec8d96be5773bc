import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import mistypedValue from '../../src/anomaly/quality/mistyped-value.ts';
import type { Connection } from '../../src/model/engine.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { drawnOutcome, eachMade, type Outcome } from './drawn.ts';
import { defaultsOf, drawFor, strike } from './strike.ts';

const words = ['unknown', 'see note', 'n/a', '?'];
const numbers = ['12', '0', '-3.50', '1000000', '.5', '7.', '22.4', '-9', '333', '100.01', '44', '0.15'];
const others = ['', '-', '.', '1.2.3', '1-2', '--5', '1,5', '12 EUR', 'abc', '٣', ' 12', '1e5', null];

function outcomesOf(text: string, key: number, kinds: readonly string[], longest: number): Outcome[] {
  const fitting = words.filter((word) => word.length <= longest);
  const lookalike = text.replaceAll(/[015]/g, (digit) => ({ '0': 'O', '1': 'l', '5': 'S' })[digit]!);
  const outcomes: Readonly<Record<string, Outcome>> = {
    word: fitting[drawFor(key, 'value.2', fitting.length)],
    circa: text.length + 4 <= longest ? `ca. ${text}` : undefined,
    letter: lookalike === text ? undefined : lookalike,
  };
  return kinds.map((kind) => outcomes[kind]);
}

describe.each(testEngines)('mistyped-value on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  test.each([['word', 'circa', 'letter'], ['letter'], ['circa', 'word']])(
    'turns numbers, and nothing else, into what no cast reads: %s',
    async (...kinds) => {
      const values = [...numbers, ...numbers, ...others];
      const { after, column } = await strike(connection, mistypedValue, {
        type: 'varchar(8)',
        values,
        with: { kinds },
      });
      const longest = column.length ?? Infinity;
      const isNumber = (text: string) => numbers.includes(text);
      const expected = eachMade(values, (text, key) =>
        isNumber(text) ? drawnOutcome(key, outcomesOf(text, key, kinds, longest)) : undefined,
      );
      expect(after).toEqual(expected);
      for (const text of after) if (text !== undefined) expect(Number(text!)).toBeNaN();
    },
  );

  test('draws all of its kinds by default', () => {
    expect(defaultsOf(mistypedValue)).toEqual({ kinds: ['word', 'circa', 'letter'] });
  });

  test('refuses a column without a number, and has nothing to do in an empty one', async () => {
    const names = strike(connection, mistypedValue, { type: 'varchar', values: ['Ada', '1.2.3'] });
    await expect(names).rejects.toMatchObject({ code: 'UNSUITABLE_COLUMN' });
    const { after } = await strike(connection, mistypedValue, { type: 'varchar', values: [null] });
    expect(after).toEqual([undefined]);
  });
});
