import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Column } from '../../src/model/table.ts';
import { coefficients, drawOf, drawSql, kappaOf, modulus, scaleDraw, scaleDrawSql } from '../../src/snapshot/draw.ts';
import { canonicalKey, kappaSql } from '../../src/snapshot/kappa.ts';
import { column, join, name, sql } from '../../src/sql/sql.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';

interface Vector {
  readonly seed: string;
  readonly step: string;
  readonly purpose: string;
  readonly m: string;
  readonly c: readonly string[];
  readonly integers: readonly { readonly key: string; readonly draw: number }[];
  readonly texts: readonly { readonly canonical: string; readonly kappa: string; readonly draw: number }[];
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/draw.json', import.meta.url), 'utf8')) as Vector[];
const coefficientsOf = ({ seed, step, purpose }: Vector) => coefficients(seed, step, purpose);

/** Keys at the ends of 64 bits, around multiples of the modulus, and everywhere between. */
const extremes = [
  0n,
  1n,
  modulus - 1n,
  modulus,
  modulus + 1n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 62n,
  2n ** 63n - 1n,
]
  .flatMap((key) => [key, -key])
  .concat(-(2n ** 63n), (modulus * modulus) / 2n, -(modulus * 12_345n));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe('the draw', () => {
  it.each(vectors)('of seed $seed, step $step, purpose $purpose is that of the test vectors', (vector) => {
    const { fold, polynomial } = coefficientsOf(vector);
    expect(String(fold)).toBe(vector.m);
    expect(polynomial.map(String)).toEqual(vector.c);
    for (const { key, draw } of vector.integers) expect(drawOf(BigInt(key), { fold, polynomial })).toBe(BigInt(draw));
    for (const { canonical, kappa, draw } of vector.texts) {
      expect(String(kappaOf(canonical))).toBe(kappa);
      expect(drawOf(kappaOf(canonical), { fold, polynomial })).toBe(BigInt(draw));
    }
  });

  it('lies from 0 to the modulus for every key, and scales to every bound without leaving it', () => {
    fc.assert(
      fc.property(int64, fc.string(), fc.string(), fc.integer({ min: 1, max: 2 ** 31 }), (key, seed, step, bound) => {
        const draw = drawOf(key, coefficients(seed, step, 'choose'));
        const scaled = scaleDraw(draw, bound);
        return draw >= 0n && draw < modulus && scaled >= 0n && scaled < BigInt(bound);
      }),
    );
  });

  it('is another one for another seed, step or purpose', () => {
    const draws = [
      ['7', 'emails', 'choose'],
      ['8', 'emails', 'choose'],
      ['7', 'email', 'choose'],
      ['7', 'emails', 'value'],
      ['7', 'emails', 'value.2'],
      ['7\u001femails', '', 'choose'],
    ].map(([seed, step, purpose]) => drawOf(41n, coefficients(seed!, step!, purpose!)));
    expect(new Set(draws).size).toBe(draws.length);
  });
});

describe('draws of many keys', () => {
  const keysOf: Readonly<Record<string, (index: number) => bigint>> = {
    'from 1 on': (index) => BigInt(index + 1),
    'even numbers': (index) => BigInt(index * 2),
    'a thousand apart': (index) => BigInt(index * 1000),
    'powers of two apart': (index) => BigInt(index) << 20n,
    'time stamps': (index) => 1_700_000_000_000_000n + BigInt(index) * 1_000_000n,
    negative: (index) => -BigInt(index),
    'hashes of texts': (index) => kappaOf(`customer-${index}@shop.example`),
  };
  const count = 4096;
  const seeds = Array.from({ length: 20 }, (_, index) => `seed ${index}`);

  it.each(Object.entries(keysOf))('%s are uniform', (_, keyOf) => {
    const worst = seeds.map((seed) => {
      const cells = tally(
        64,
        draws(seed, 'choose', keyOf).map((draw) => Number(scaleDraw(draw, 64))),
      );
      return chiSquare(cells, count / 64);
    });
    // 63 degrees of freedom: mean 63, sd 11.2; a Bonferroni bound over all tests of this file.
    expect(Math.max(...worst)).toBeLessThan(63 + 6 * 11.2);
    expect(mean(worst)).toBeLessThan(63 + 5 * (11.2 / Math.sqrt(seeds.length)));
  });

  it.each(Object.entries(keysOf))('%s tell nothing about their neighbour’s draw', (_, keyOf) => {
    const correlations = seeds.map((seed) => {
      const all = draws(seed, 'choose', keyOf).map(Number);
      return correlation(all.slice(0, -1), all.slice(1));
    });
    expect(Math.max(...correlations.map(Math.abs))).toBeLessThan(5 / Math.sqrt(count));
  });

  it.each(Object.entries(keysOf))('%s for one purpose tell nothing about another purpose, step or seed', (_, keyOf) => {
    for (const seed of seeds) {
      const own = draws(seed, 'choose', keyOf);
      for (const other of [draws(seed, 'value', keyOf), draws(`${seed}x`, 'choose', keyOf)]) {
        const cells = tally(
          64,
          own.map((draw, index) => Number(scaleDraw(draw, 8) * 8n + scaleDraw(other[index]!, 8))),
        );
        expect(chiSquare(cells, count / 64)).toBeLessThan(63 + 7 * 11.2);
      }
    }
  });

  function draws(seed: string, purpose: string, keyOf: (index: number) => bigint): readonly bigint[] {
    const polynomial = coefficients(seed, 'emails', purpose);
    return Array.from({ length: count }, (_, index) => drawOf(keyOf(index), polynomial));
  }
});

describe.each(testEngines)('the draw in SQL on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  it.each(vectors)('of seed $seed, step $step, purpose $purpose is that of the test vectors', async (vector) => {
    const integers = await drawIntegers(
      vector.integers.map(({ key }) => BigInt(key)),
      vector,
    );
    expect(integers).toEqual(vector.integers.map(({ draw }) => String(draw)));
    const texts = await drawTexts(
      vector.texts.map(({ canonical }) => [canonical]),
      vector,
    );
    expect(texts).toEqual(vector.texts.map(({ draw, kappa }) => ({ kappa, draw: String(draw) })));
  });

  it('is that of the oracle for extreme and for random keys', async () => {
    const keys = [...new Set([...extremes, ...fc.sample(int64, 400)])].filter((key) => key < 2n ** 63n);
    for (const about of vectors) {
      const polynomial = coefficientsOf(about);
      expect(await drawIntegers(keys, about)).toEqual(keys.map((key) => String(drawOf(key, polynomial))));
    }
  });

  it('is that of the oracle for texts of one and of several parts', async () => {
    const part = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));
    const keys = fc.sample(fc.tuple(part, part), 200);
    const [about] = vectors as [Vector];
    const polynomial = coefficientsOf(about);
    const expected = keys.map((parts) => kappaOf(parts.join('\u001f')));
    expect(await drawTexts(keys, about)).toEqual(
      expected.map((kappa) => ({ kappa: String(kappa), draw: String(drawOf(kappa, polynomial)) })),
    );
  });

  it('scales to a bound as the oracle does', async () => {
    const polynomial = coefficientsOf(vectors[0]!);
    for (const bound of [1, 2, 10, 1000, 2 ** 31]) {
      const { dialect } = connection;
      const draw = drawSql(dialect, column('t', 'kappa'), polynomial);
      const rows = await connection.query(
        sql`select cast(${scaleDrawSql(dialect, draw, bound)} as varchar(30)) as value from ${integerRows(extremes)} order by t.position`,
      );
      expect(rows.map((row) => row['value'])).toEqual(
        extremes.map((key) => String(scaleDraw(drawOf(key, polynomial), bound))),
      );
    }
  });

  async function drawIntegers(keys: readonly bigint[], about: Vector): Promise<readonly unknown[]> {
    const draw = drawSql(connection.dialect, column('t', 'kappa'), coefficientsOf(about));
    const rows = await connection.query(
      sql`select cast(${draw} as varchar(30)) as draw from ${integerRows(keys)} order by t.position`,
    );
    return rows.map((row) => row['draw']);
  }

  async function drawTexts(keys: readonly (readonly string[])[], about: Vector) {
    const { dialect } = connection;
    const parts = keys[0]!.map((_, index) => textColumn(`part${index + 1}`));
    const values = parts.map((part) => column('t', part.name));
    const listed = keys.map(
      (key, position) => sql`(${join([...key.map((text) => dialect.textLiteral(text)), dialect.integer(position)])})`,
    );
    const names = join([...parts.map((part) => name(part.name)), name('position')]);
    const kappas = sql`(select t.position, ${kappaSql(dialect, parts, values)} as kappa, ${canonicalKey(dialect, parts, values)} as canonical
      from (values ${join(listed)}) as t (${names}))`;
    const draw = drawSql(dialect, column('t', 'kappa'), coefficientsOf(about));
    return connection.query(
      sql`select cast(t.kappa as varchar(30)) as kappa, cast(${draw} as varchar(30)) as draw from ${kappas} as t order by t.position`,
    );
  }

  function integerRows(keys: readonly bigint[]) {
    const { dialect } = connection;
    const listed = keys.map((key, position) => sql`(${dialect.integer(key)}, ${dialect.integer(position)})`);
    return sql`(values ${join(listed)}) as t (kappa, position)`;
  }
});

function textColumn(title: string): Column {
  return {
    name: title,
    ordinal: 1,
    kind: 'text',
    type: 'text',
    storage: 'text',
    isNullable: false,
    isComputed: false,
    isIdentity: false,
    isGenerator: false,
  };
}

function tally(cells: number, values: readonly number[]): readonly number[] {
  const counts = Array.from({ length: cells }, () => 0);
  for (const value of values) counts[value]! += 1;
  return counts;
}

function chiSquare(observed: readonly number[], expected: number): number {
  return observed.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const [meanLeft, meanRight] = [mean(left), mean(right)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, value, index) => sum + (value - ma) * (b[index]! - mb), 0);
  return (
    product(left, meanLeft, right, meanRight) /
    Math.sqrt(product(left, meanLeft, left, meanLeft) * product(right, meanRight, right, meanRight))
  );
}
