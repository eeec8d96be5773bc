import { describe, expect, it } from 'vitest';
import { columnOf } from '../column-of.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { chiSquare } from '../statistics/goodness-of-fit.ts';

describe('JSON', () => {
  const column =
    '{type: json, members: {seats: {type: integer, from: 1, to: 4}, plan: {type: enum, values: [free, pro]}, at: {type: timestamp, from: 2026-01-01, to: 2026-02-01, step: 1 second}, day: date, price: {type: decimal, from: 1, to: 2}, id: uuid, bytes: {type: binary, min: 3}, on: boolean, place: {type: json, members: {x: float}}, tags: {type: array, of: integer}}, missing: {plan: 25%}}';

  it('has its members in their order, each with values of its type', async () => {
    const objects = (await columnOf(column, 2000)).map((text) => JSON.parse(text!) as Record<string, unknown>);
    for (const each of objects) {
      expect(Object.keys(each)).toEqual(['seats', 'plan', 'at', 'day', 'price', 'id', 'bytes', 'on', 'place', 'tags']);
      expect([1, 2, 3, 4]).toContain(each['seats']);
      expect([null, 'free', 'pro']).toContain(each['plan']);
      expect(each['at']).toMatch(/^2026-0[12]-\d\dT\d\d:\d\d:\d\d\.000000Z$/);
      expect(each['day']).toMatch(/^202[56]-\d\d-\d\d$/);
      expect(Number(each['price'])).toBeGreaterThanOrEqual(1);
      expect(each['id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(each['bytes']).toMatch(/^[0-9a-f]{6}$/);
      expect(typeof each['on']).toBe('boolean');
      expect(typeof (each['place'] as Record<string, unknown>)['x']).toBe('number');
      expect((each['tags'] as readonly unknown[]).every(Number.isInteger)).toBe(true);
    }
    const missing = objects.filter((each) => each['plan'] === null).length;
    expect(chiSquare([missing, 2000 - missing], [0.25, 0.75])).toBeGreaterThan(1e-4);
  });

  it('has members that do not know of each other', async () => {
    const pair = '{type: json, members: {a: {type: integer, from: 0, to: 3}, b: {type: integer, from: 0, to: 3}}}';
    const counts = Array.from({ length: 16 }, () => 0);
    for (const text of await columnOf(pair, 16_000)) {
      const { a, b } = JSON.parse(text!) as { readonly a: number; readonly b: number };
      counts[a * 4 + b]! += 1;
    }
    expect(
      chiSquare(
        counts,
        counts.map(() => 1 / 16),
      ),
    ).toBeGreaterThan(1e-4);
  });

  it.each([
    ['{type: json, members: {plan: {type: enumm}}}', 'plan: there is no type enumm'],
    ['{type: json, members: {n: {type: integer, fromm: 3}}}', 'n: unknown key "fromm"'],
    ['{type: json, members: {n: {type: integer, from: 3, to: 2}}}', 'n: the highest number is below the lowest'],
    ['{type: json, members: {n: {type: enum}}}', 'n: the key values is missing'],
    ['{type: json, members: {n: integer}, missing: {m: 3%}}', 'there is no member m'],
    ['{type: array, of: {type: integer, from: 3, to: 2}}', 'the elements: the highest number is below the lowest'],
    ['{type: array, of: integer, min: 3, max: 2}', 'the longest is shorter than the shortest'],
  ])('%s is refused: %s', async (wrong, message) => {
    await expect(columnOf(wrong, 5)).rejects.toThrow(message);
  });
});

it('lists have each length as often, and elements of their type', async () => {
  const lists = (
    await columnOf('{type: array, of: {type: enum, values: [red, green, blue]}, min: 1, max: 4}', 12_000)
  ).map((text) => JSON.parse(text!) as readonly string[]);
  const counts = [1, 2, 3, 4].map((length) => lists.filter((list) => list.length === length).length);
  expect(chiSquare(counts, [0.25, 0.25, 0.25, 0.25])).toBeGreaterThan(1e-4);
  const elements = lists.flat();
  const colours = ['red', 'green', 'blue'].map((colour) => elements.filter((each) => each === colour).length);
  expect(chiSquare(colours, [1 / 3, 1 / 3, 1 / 3])).toBeGreaterThan(1e-4);
  expect(elements).toHaveLength(colours.reduce((left, right) => left + right));
});

it('bytes are of each length as often, and each byte is any', async () => {
  const values = await columnOf('{type: binary, min: 3, max: 12}', 20_000);
  const counts = Array.from(
    { length: 10 },
    (_, index) => values.filter((value) => value!.length === 2 * (index + 3)).length,
  );
  expect(
    chiSquare(
      counts,
      counts.map(() => 0.1),
    ),
  ).toBeGreaterThan(1e-4);
  const bytes = Array.from({ length: 256 }, () => 0);
  for (const value of values) for (const byte of Buffer.from(value!, 'hex')) bytes[byte]! += 1;
  expect(
    chiSquare(
      bytes,
      bytes.map(() => 1 / 256),
    ),
  ).toBeGreaterThan(1e-4);
});

describe('a list of values', () => {
  it.each([
    ['[red, green]', 'text'],
    ['[1, 2, -3]', 'integer'],
    ['[9.99, 20]', 'decimal'],
    ['[1.5e20, 2]', 'float'],
    ['[true, false]', 'boolean'],
    ['{1: 50%, 2: 50%}', 'integer'],
    ['{0.25: 50%, "2": 50%}', 'decimal'],
    ['{a1: 50%, 2: 50%}', 'text'],
    ['["1", "2"]', 'text'],
  ])('%s is a column of the type %s', async (values, type) => {
    const [source] = await sourcesOf(datasetOf(`orders: {rows: 5, columns: {value: {type: enum, values: ${values}}}}`));
    expect(source!.table.columns[0]!.type).toBe(type);
    expect(await columnOf(`{type: enum, values: ${values}}`, 50)).toHaveLength(50);
  });

  it.each([
    ['{type: enum, values: {a: 50%, b: 49.9%}}', 'the shares sum to 99.9%, not to 100%'],
    ['{type: enum, values: [a, b, a]}', 'the value a stands there twice'],
    ['{type: enum, values: [a, b], as: integer}', 'a is no BIGINT'],
    ['{type: enum, values: []}', 'values'],
  ])('%s is refused: %s', async (column, message) => {
    await expect(columnOf(column, 5)).rejects.toThrow(message);
  });

  it('never gives a value of share 0', async () => {
    expect(new Set(await columnOf('{type: enum, values: {a: 0%, b: 100%}}', 500))).toEqual(new Set(['b']));
  });
});
