import { openGenerator } from '../src/engine/duckdb/generator.ts';
import { bitsOf } from '../src/dataset/compile/draws.ts';
import { permuted } from '../src/dataset/compile/permutation.ts';
import { openLayers } from '../src/dataset/compile/layers.ts';
import { sql } from '../src/sql/sql.ts';

const count = BigInt(process.argv[2] ?? 100_000_000);

/** Proves on all of so many numbers that the permutation gives each of them once: it marks them in a bitmap. */
const layers = openLayers();
let layer = 0;
const value = permuted(
  layers.row.sql,
  count,
  (half, round) => bitsOf(half, { seed: '7', table: 'bench', column: 'unique', purpose: String(round) }),
  (expression) => {
    const named = layers.name(expression, layer);
    layer = named.layer;
    return named.sql;
  },
);
const generator = await openGenerator({ memory: 1024 });
const start = performance.now();
const slice = 4_000_000n;
const seen = new Uint8Array(Number((count + 7n) / 8n));
let repeated = 0;
for (let from = 0n; from < count; from += slice) {
  const to = from + slice < count ? from + slice : count;
  const rows = layers.select([{ name: 'value', value }], Number(from), Number(to));
  // Numbers travel as texts of a thousand, since there are so many.
  const lists = sql`select string_agg(value, ',') from (select value, row_number() over () // 1000 as k from (${rows}) r) s group by k`;
  for await (const batch of generator.texts(lists))
    for (const [text] of batch)
      for (const number of text!.split(',').map(Number)) {
        const bit = 1 << (number & 7);
        if ((seen[number >> 3]! & bit) !== 0 || number >= Number(count)) repeated += 1;
        seen[number >> 3]! |= bit;
      }
}
generator.close();
const missing = Number(count) - seen.reduce((sum, byte) => sum + bitsIn(byte), 0);
console.log(
  `${count} numbers: ${repeated} repeated, ${missing} missing, ${((performance.now() - start) / 1000).toFixed(0)} s`,
);
if (repeated + missing > 0) process.exitCode = 1;

function bitsIn(byte: number): number {
  let bits = 0;
  for (let rest = byte; rest > 0; rest &= rest - 1) bits += 1;
  return bits;
}
