import { expect, test } from 'vitest';
import { readYaml } from '../../src/scenario/yaml-file.ts';
import { problemLines } from './problems.ts';

const refused = (text: string) => problemLines(() => readYaml(text, 'late.yaml'));

test('an alias stands for the value of its anchor', () => {
  expect(readYaml('a: &share 5%\nb: *share\nc: &list [1, 2]\nd: *list\n', 'late.yaml').value).toEqual({
    a: '5%',
    b: '5%',
    c: [1, 2],
    d: [1, 2],
  });
});

test('a merge key fills in what the mapping itself does not say', () => {
  const text = 'one: &defaults {table: orders, volume: 5%}\ntwo: {<<: *defaults, volume: 10%}\n';
  expect(readYaml(text, 'late.yaml').value).toMatchObject({ two: { table: 'orders', volume: '10%' } });
});

test('of several merged mappings the first one wins', () => {
  const text = 'a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n';
  expect(readYaml(text, 'late.yaml').value).toMatchObject({ c: { x: 1, y: 2 } });
});

test('something else than a mapping cannot be merged', () => {
  expect(refused('a: &a 5\nb:\n  <<: *a\n')).toEqual([
    'late.yaml:3:7 INVALID_YAML "<<" merges mappings only. Let it name the anchor of a mapping: `<<: *defaults`.',
  ]);
});

test('an alias without an anchor is refused with the nearest anchor', () => {
  expect(refused('a: &share 5%\nb: *share\nc: *shar\n')).toEqual([
    'late.yaml:3:4 INVALID_YAML no value before the alias *shar has the anchor &shar. Did you mean "share"?',
  ]);
});

test('an alias inside of its own anchor is refused', () => {
  expect(refused('a: &a [1, *a]\n')).toEqual([
    'late.yaml:1:11 INVALID_YAML an alias stands inside the value that it repeats. Write the inner value out.',
  ]);
  expect(refused('a: &a\n  <<: *a\n')).toHaveLength(1);
});

test('aliases that multiply into more values than a file may have are refused at once', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level += 1) bomb.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
  expect(refused(bomb.join('\n'))[0]).toMatch(/INVALID_YAML more than 100,000 values/);
});

test('every key that stands twice is refused', () => {
  expect(refused('name: a\nname: b\nsteps:\n  - id: x\n    id: y\n')).toEqual([
    'late.yaml:2:1 INVALID_YAML the key "name" stands twice in one mapping. Remove one of the two.',
    'late.yaml:5:5 INVALID_YAML the key "id" stands twice in one mapping. Remove one of the two.',
  ]);
});

test('a second document is refused where it starts', () => {
  expect(refused('name: a\n---\nname: b\n')).toEqual([
    'late.yaml:2:1 INVALID_YAML a second document starts here. Write one document to a file.',
  ]);
});

test('a tab as indentation is refused', () => {
  expect(refused('limits:\n\trows: 1\n')).toEqual([
    'late.yaml:2:1 INVALID_YAML a tab stands where spaces indent. Indent with spaces.',
  ]);
});

test.each([
  ['', 1],
  ['# nothing yet\n', 1],
  ['---\n', 1],
  ['\n\n~\n', 1],
])('an empty file (%j) is refused as empty', (text) => {
  expect(refused(text)).toEqual([
    'late.yaml:1:1 INVALID_YAML the file is empty. Fill it or remove it; `faultline init` writes an example.',
  ]);
});

test.each([
  [
    'where: "a" = 1\n',
    'late.yaml:1:12 INVALID_YAML something stands behind the end of a value. Quote the whole value, or remove what follows it.',
  ],
  ['where: @a\n', 'late.yaml:1:8 INVALID_YAML a text cannot start with this character. Put the text in quotes.'],
  [
    'name late\nkind: x\n',
    'late.yaml:1:1 INVALID_YAML a line without ":" where a key is expected. Write `key: value`.',
  ],
  ['a: !secret x\n', 'late.yaml:1:4 INVALID_YAML tags (!…) are not used here. Remove the tag.'],
  ['a: "x\n', 'late.yaml:2:1 INVALID_YAML a quote or bracket is opened and never closed. Close it.'],
  [
    '{a: 1}: b\n',
    'late.yaml:1:1 INVALID_YAML a list or mapping stands as a key. Use a text as the key; quote a value that starts with { or [.',
  ],
])('what is not YAML is explained: %j', (text, line) => {
  expect(refused(text)).toEqual([line]);
});

test('a file that nests too deeply is refused instead of exhausting the stack', () => {
  expect(refused('['.repeat(900_000))[0]).toMatch(/nested deeper/);
  expect(refused(Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'))[0]).toMatch(
    /nested deeper/,
  );
  expect(refused('- '.repeat(10_000))[0]).toMatch(/nested deeper/);
});

test('a long line is not a deep one', () => {
  expect(readYaml(`all: [${'{id: 1, of: [2]}, '.repeat(2000)}]`, 'late.yaml').value).toMatchObject({
    all: { length: 2000 },
  });
});

test('whole numbers beyond 2^53 keep all their digits', () => {
  expect(readYaml('seed: 12345678901234567890\n', 'late.yaml').value).toEqual({ seed: '12345678901234567890' });
});

test('a key named __proto__ is a key like any other', () => {
  const { value } = readYaml('__proto__: {polluted: true}\n', 'late.yaml');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect('polluted' in (value as object)).toBe(false);
});

test('places are those of editors, whatever ends the lines', () => {
  for (const end of ['\n', '\r\n']) {
    const file = readYaml(['name: late', 'steps:', '  - id: "é"', '    volume: 5%', ''].join(end), 'late.yaml');
    expect(file.placeOf(['steps', 0, 'volume'])).toEqual({ file: 'late.yaml', line: 4, column: 13 });
    expect(file.placeOf(['steps', 0, 'volume'], 'key')).toEqual({ file: 'late.yaml', line: 4, column: 5 });
    expect(file.placeOf(['steps', 0, 'with', 'side'])).toEqual({ file: 'late.yaml', line: 3, column: 5 });
    expect(file.line(4)).toBe('    volume: 5%');
  }
});
