import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Sql } from '../../src/model/sql.ts';
import { join, name, sql } from '../../src/sql/sql.ts';
import { allTestEngines, type TestDatabase } from '../support/engines.ts';
import vectors from '../vectors/draw.json' with { type: 'json' };

const prime = 2n ** 31n - 1n;

describe.each(allTestEngines)('the arithmetic of draws on $name', (engine) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
  });
  afterAll(() => database.drop());

  /** The values of one row as exact whole numbers or text. */
  const evaluate = async (values: readonly Sql[]): Promise<string[]> => {
    const { text } = connection.dialect.ledgerTypes;
    const texts = values.map((value, index) => sql`${connection.dialect.cast(value, text)} as ${name(`v${index}`)}`);
    const [row] = await connection.query(sql`select ${join(texts)}`);
    return Object.values(row ?? {}).map((value) => (typeof value === 'string' ? value : 'not text'));
  };

  it.each(vectors)(
    'gives the draws of the vectors for seed $seed, step $step, purpose $purpose',
    async ({ m, c, integers }) => {
      const { dialect } = connection;
      const p = dialect.integer(prime);
      const draws = integers.map(({ key }) => {
        const kappa = dialect.integer(BigInt(key));
        const folded = sql`(${dialect.remainder(kappa, p)} + ${dialect.integer(BigInt(m))} * ${dialect.divide(kappa, p)})`;
        const z = dialect.remainder(sql`(${dialect.remainder(folded, p)} + ${p})`, p);
        return c
          .map((each) => dialect.integer(BigInt(each)))
          .reduce((sum, next) => dialect.remainder(sql`(${sum} * ${z} + ${next})`, p));
      });
      expect(await evaluate(draws)).toEqual(integers.map(({ draw }) => String(draw)));
    },
  );

  it('hashes text to the integers of the vectors', async () => {
    const texts = vectors.flatMap((vector) => vector.texts);
    const hashed = await evaluate(
      texts.map((each) => connection.dialect.hash56(connection.dialect.textLiteral(each.canonical))),
    );
    expect(hashed).toEqual(texts.map((each) => each.kappa));
  });

  it('takes the digits of SHA-256 of the UTF-8 text', async () => {
    const texts = ['', 'a', 'Grüße', '😀', 'e\u0301', 'x'.repeat(10_000), 'DE\u001f42'];
    const digests = texts.map((text) => createHash('sha256').update(text, 'utf8').digest('hex'));
    const literals = texts.map((text) => connection.dialect.textLiteral(text));
    expect(await evaluate(literals.map((text) => connection.dialect.hashHex(text)))).toEqual(
      digests.map((hex) => hex.slice(0, 32)),
    );
    expect(await evaluate(literals.map((text) => connection.dialect.hash56(text)))).toEqual(
      digests.map((hex) => String(BigInt(`0x${hex.slice(0, 14)}`))),
    );
  });

  it('truncates towards zero and keeps the sign of the dividend at the ends of 64 bits', async () => {
    const { dialect } = connection;
    const pairs = [
      [-7n, 2n],
      [7n, -2n],
      [-(2n ** 63n), prime],
      [2n ** 63n - 1n, prime],
      [-1n, prime],
    ] as const;
    expect(await evaluate(pairs.map(([a, b]) => dialect.divide(dialect.integer(a), dialect.integer(b))))).toEqual(
      pairs.map(([a, b]) => String(a / b)),
    );
    expect(await evaluate(pairs.map(([a, b]) => dialect.remainder(dialect.integer(a), dialect.integer(b))))).toEqual(
      pairs.map(([a, b]) => String(a % b)),
    );
  });

  it('rounds exact decimals half away from zero', async () => {
    const { dialect } = connection;
    const values = [
      dialect.decimal('2.345'),
      dialect.decimal('-2.345'),
      dialect.decimal('0.5'),
      dialect.decimal('-0.5'),
      dialect.decimal('12345678901234567890.125'),
    ];
    const scales = [2, 2, 0, 0, 2];
    expect(await evaluate(values.map((value, index) => dialect.round(value, scales[index] ?? 0)))).toEqual([
      '2.35',
      '-2.35',
      '1',
      '-1',
      '12345678901234567890.13',
    ]);
  });

  it('writes numbers out and binds none of them', () => {
    const { dialect } = connection;
    expect(dialect.render(sql`select ${dialect.integer(5)}, ${dialect.decimal('-1.50')}`).values).toEqual([]);
    expect(() => dialect.integer(2n ** 63n)).toThrow(RangeError);
    expect(() => dialect.integer(0.5)).toThrow(RangeError);
    expect(() => dialect.decimal('1e5')).toThrow(RangeError);
    expect(() => dialect.decimal('1); drop table customers')).toThrow(RangeError);
  });
});
