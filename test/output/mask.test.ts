import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskValue } from '../../src/output/mask.ts';

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.emailAddress(),
  fc.uuid(),
  fc.bigInt().map(String),
);

describe('a masked value', () => {
  test.each([
    ['8240931', '8…1'],
    ['julia.kern@gmx.de', 'j…@g….de'],
    ['jk@gmx.de', '…@g….de'],
    ['DE', '…'],
    ['12345', '…'],
    ['2026-11-19 08:12:33', '2…3'],
    ['Weiß, Jürgen', 'W…n'],
    ['👩‍👩‍👧 family', '👩…y'],
    ['', '…'],
  ])('%j shows as %j', (original, masked) => {
    expect(maskValue(original)).toBe(masked);
  });

  test('of NULL stays NULL', () => {
    expect(maskValue(null)).toBeNull();
  });

  test('of a text shows at most its first and last character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('@')),
        (original) => {
          const shown = Array.from(maskValue(original)).filter((character) => character !== '…');
          expect(shown.length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  test('holds no two neighbouring characters of the original but for the top-level domain of an address', () => {
    fc.assert(
      fc.property(value, (original) => {
        const masked = maskValue(original).replace(/(?<=^[^@]*@[^@]*)\.[A-Za-z]{2,6}$/u, '');
        const neighbours = Array.from(masked.matchAll(/(?=([^…@]{2}))/gu), (match) => match[1] ?? '');
        expect(neighbours).toEqual([]);
      }),
    );
  });

  test('of a short value shows nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5 }), (original) => {
        expect(maskValue(original)).toBe('…');
      }),
    );
  });
});
