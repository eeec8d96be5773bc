import fc from 'fast-check';
import { expect, it } from 'vitest';
import { insertBatches } from '../../../src/engine/mysql/insert-batches.ts';
import { sourceOf } from '../../support/load-source.ts';

const columnsOf = (width: number) =>
  Array.from({ length: width }, (_, index) => ({ name: `c${index}`, type: 'text', isNullable: true }) as const);

const packet = 20_000;

it('rows come in batches that a statement holds: all of them, in their order', async () => {
  const text = fc.option(fc.string({ maxLength: 200, unit: 'grapheme' }));
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) =>
      fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 300 }),
    );
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const batches = await collected(rows, packet);
      expect(batches.flat()).toEqual(rows);
      for (const batch of batches) {
        const bytes = batch.flat().reduce((sum, value) => sum + Buffer.byteLength(value ?? ''), 0);
        expect(bytes).toBeLessThan(packet);
      }
    }),
    { numRuns: 50 },
  );
});

it('no statement has more than 65,535 placeholders', async () => {
  const rows = Array.from({ length: 200 }, () => Array.from({ length: 700 }, () => 'x'));
  const batches = await collected(rows, 64_000_000);
  expect(batches.map((batch) => batch.length)).toEqual([93, 93, 14]);
});

it('a row that no message holds is refused, with the way out', async () => {
  await expect(collected([['x'.repeat(packet)]], packet)).rejects.toMatchObject({
    code: 'VALUE_OUT_OF_RANGE',
    hint: expect.stringContaining('max_allowed_packet'),
  });
});

async function collected(rows: readonly (readonly (string | null)[])[], bytes: number) {
  const found: (readonly (readonly (string | null)[])[])[] = [];
  for await (const batch of insertBatches(
    sourceOf(columnsOf(rows[0]!.length), () => rows),
    bytes,
  ))
    found.push(batch);
  return found;
}
