import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { style } from '../../src/output/style.ts';
import { textTable } from '../../src/output/text-table.ts';
import { pad, truncate, width, wrap } from '../../src/output/width.ts';

const plain = style(false);
const columns = [
  { title: 'customer', isFlexible: true },
  { title: 'orders', align: 'right' },
] as const;

describe('a table of text', () => {
  test('stands in columns whatever the letters are', () => {
    const rows = [
      ['Jürgen', '1'],
      ['山田太郎', '12'],
      ['Zoë 👩‍👩‍👧', '1,024'],
    ];
    const lines = textTable(columns, rows, { width: 40, style: plain });
    expect(new Set(lines.map(width)).size).toBe(1);
    expect(lines[0]).toBe('customer   orders');
  });

  test('wraps the flexible column at its words before it breaks one', () => {
    const lines = textTable(columns, [['Anna-Maria von und zu Liechtenstein', '7']], { width: 30, style: plain });
    expect(lines.map((line) => line.trimEnd())).toEqual([
      'customer                orders',
      'Anna-Maria von und zu        7',
      'Liechtenstein',
    ]);
  });

  test('is as wide as the terminal at most, as long as its narrowest form fits', () => {
    const cell = fc.string({ unit: 'grapheme-ascii', maxLength: 50 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.nat().map(String)), { minLength: 1 }),
        fc.integer({ min: 32, max: 90 }),
        (rows, columnsOfTerminal) => {
          const lines = textTable(columns, rows, { width: columnsOfTerminal, style: plain });
          expect(lines.every((line) => width(line) <= columnsOfTerminal)).toBe(true);
        },
      ),
    );
  });
});

describe('the width of text', () => {
  test('counts wide characters twice and combining ones not at all', () => {
    expect(['é', 'e\u0301', '山', '👩‍👩‍👧'].map((text) => width(text))).toEqual([1, 1, 2, 2]);
    expect(pad('山', 4)).toBe('山  ');
    expect(truncate('山田太郎', 5)).toBe('山田…');
  });

  test('never parts a number from its percent sign', () => {
    expect(wrap('the null rate rises to 12.5 % today', 28)).toEqual(['the null rate rises to', '12.5 % today']);
  });
});
