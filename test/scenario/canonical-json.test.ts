import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';

test('keys are sorted at every depth, and what is undefined is left out', () => {
  expect(canonicalJson({ b: [1, { d: null, c: undefined, a: 'x' }], a: -0 })).toBe(
    '{"a":0,"b":[1,{"a":"x","d":null}]}',
  );
});

test('the text of a value is its JSON, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test.each([Number.NaN, Infinity, 1n, () => 0, [undefined]])('%o has none', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
