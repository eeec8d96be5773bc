import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { belowOf, bitsOf, uniformOf } from '../../../src/dataset/compile/draws.ts';
import { openGenerator } from '../../../src/engine/duckdb/generator.ts';
import { sql } from '../../../src/sql/sql.ts';

const word = (1n << 64n) - 1n;

/** MurmurHash's finisher as DuckDB has it for whole numbers, in the words of this test. */
function mixed(input: bigint): bigint {
  let bits = input & word;
  for (let round = 0; round < 2; round += 1) bits = ((bits ^ (bits >> 32n)) * 0xd6e8feb86659fd93n) & word;
  return bits ^ (bits >> 32n);
}

const key = { seed: '7', table: 'orders', column: 'amount', purpose: 'value' };

function keyBits(): bigint {
  const text = ['faultline.value.v1', key.seed, key.table, key.column, key.purpose].join('\u001f');
  return createHash('sha512').update(text, 'utf8').digest().readBigUInt64BE(0);
}

const rows = [0n, 1n, 2n, 41n, 2n ** 31n, 2n ** 32n + 5n, 10n ** 12n, 2n ** 53n, 2n ** 62n - 1n];

async function drawn(of: (row: ReturnType<typeof sql>) => ReturnType<typeof sql>): Promise<readonly string[]> {
  const generator = await openGenerator({ memory: 64 });
  try {
    const found: string[] = [];
    for (const row of rows)
      for await (const batch of generator.texts(sql`select ${of(sql`${row}::bigint`)}`)) found.push(batch[0]![0]!);
    return found;
  } finally {
    generator.close();
  }
}

describe('a draw', () => {
  const bits = rows.map((row) => mixed(row ^ keyBits()));

  it('is the mix of row and key that is promised, so that data stay the same with another DuckDB', async () => {
    expect(await drawn((row) => bitsOf(row, key))).toEqual(bits.map(String));
  });

  it('as a number between 0 and 1 is made of its first 52 bits', async () => {
    const expected = bits.map((each) => (Number(each >> 12n) + 0.5) * 2 ** -52);
    expect((await drawn((row) => uniformOf(bitsOf(row, key)))).map(Number)).toEqual(expected);
    expect(expected.every((each) => each > 0 && each < 1)).toBe(true);
  });

  it('as a number below another is a product of its first half, or a remainder', async () => {
    const product = bits.map((each) => String(((each >> 32n) * 10n) >> 32n));
    expect(await drawn((row) => belowOf(bitsOf(row, key), 10n))).toEqual(product);
    const remainder = bits.map((each) => String(each % 1_000_003n));
    expect(await drawn((row) => belowOf(bitsOf(row, key), 1_000_003n))).toEqual(remainder);
  });
});
