import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareOut, type RowGroup } from '../../../src/dataset/birth/share-out.ts';

const entries = 4;

const groups = fc.array(fc.record({ able: fc.bigInt({ min: 0n, max: 15n }), rows: fc.integer({ min: 0, max: 40 }) }), {
  maxLength: 8,
});
const wishes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: entries, maxLength: entries });

/** By Hall's theorem, as Gale has it for numbers (1957): every set of entries has to find enough rows that one of them can change. */
function isFeasible(all: readonly RowGroup[], wanted: readonly number[]): boolean {
  return Array.from({ length: 2 ** entries }, (_, set) => set).every((set) => {
    const there = all.reduce((sum, { able, rows }) => sum + ((able & BigInt(set)) === 0n ? 0 : rows), 0);
    const asked = wanted.reduce((sum, rows, entry) => sum + ((set >> entry) & 1 ? rows : 0), 0);
    return there >= asked;
  });
}

test('rows are shared out wherever they can be, each to an entry that can change it', () => {
  fc.assert(
    fc.property(groups, wishes, (all, wanted) => {
      const shares = shareOut(all, wanted);
      for (const [index, { able, rows }] of all.entries()) {
        const own = shares[index]!;
        expect(own.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(rows);
        for (const [entry, given] of own.entries()) {
          expect(given).toBeGreaterThanOrEqual(0);
          if (((able >> BigInt(entry)) & 1n) === 0n) expect(given).toBe(0);
        }
      }
      const found = wanted.map((_, entry) => shares.reduce((sum, own) => sum + own[entry]!, 0));
      for (const [entry, rows] of found.entries()) expect(rows).toBeLessThanOrEqual(wanted[entry]!);
      expect(found.every((rows, entry) => rows === wanted[entry])).toBe(isFeasible(all, wanted));
    }),
    { numRuns: 500 },
  );
});
