import { expect, test } from 'vitest';
import { keys, neighbours, places } from '../../src/anomaly/keyboard.ts';

const near = new Map(
  Array.from(keys).map((key, index) => [key, Array.from(neighbours).slice(index * places, (index + 1) * places)]),
);

test('every key stands there once and has its own places', () => {
  expect(new Set(keys).size).toBe(Array.from(keys).length);
  expect(Array.from(neighbours).length).toBe(Array.from(keys).length * places);
  for (const [key, others] of near) expect(others).not.toContain(key);
});

test('letters slip to letters of the same case and digits to digits', () => {
  expect([...new Set(near.get('s'))].toSorted()).toEqual(['a', 'd', 'w', 'x']);
  expect([...new Set(near.get('Q'))].toSorted()).toEqual(['A', 'W']);
  expect([...new Set(near.get('1'))]).toEqual(['2']);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    expect(near.get(letter)?.join('')).toMatch(/^[a-z]+$/);
    expect(near.get(letter.toUpperCase())?.join('').toLowerCase()).toBe(near.get(letter)?.join(''));
  }
  for (const digit of '0123456789') expect(near.get(digit)?.join('')).toMatch(/^[0-9]+$/);
});

test('an accented letter loses its accent and keeps its case', () => {
  expect(new Set(near.get('é'))).toEqual(new Set(['e']));
  expect(new Set(near.get('Ü'))).toEqual(new Set(['U']));
  expect(near.has('ß')).toBe(false);
});

test('no neighbour is likelier than another', () => {
  for (const others of near.values()) {
    const counts = [...new Set(others)].map((other) => others.filter((each) => each === other).length);
    expect(new Set(counts).size).toBe(1);
  }
});
