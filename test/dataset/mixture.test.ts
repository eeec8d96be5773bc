import { describe, expect, it } from 'vitest';
import { columnOf } from './column-of.ts';

describe('a mixture of types', () => {
  it('has each with its share, and keeps a type that all have', async () => {
    const column =
      '{type: mixture, of: [{type: integer, from: 1, to: 9, share: 90%}, {type: integer, from: -1, to: -1, share: 10%}]}';
    const values = await columnOf(column, 4000);
    const outside = values.filter((each) => each === '-1').length;
    expect(Math.abs(outside - 400)).toBeLessThan(5 * Math.sqrt(4000 * 0.1 * 0.9));
    expect(values.every((each) => each === '-1' || /^[1-9]$/.test(each!))).toBe(true);
  });

  it('is text where types differ, and takes parts in equal shares where none is named', async () => {
    const values = await columnOf(
      '{type: mixture, of: [{type: date, from: 2026-01-01, to: 2026-12-31}, {type: enum, values: [n/a]}, {type: string, pattern: A0}], nulls: 25%}',
      900,
    );
    expect(values.filter((each) => each === null)).toHaveLength(225);
    const kinds = [/^2026-\d\d-\d\d$/, /^n\/a$/, /^[A-Z]\d$/].map(
      (form) => values.filter((each) => each !== null && form.test(each)).length,
    );
    expect(kinds.reduce((sum, each) => sum + each, 0)).toBe(675);
    for (const count of kinds) expect(Math.abs(count - 225)).toBeLessThan(65);
  });

  it.each([
    ['[{type: integr}]', 'there is no type "integr"'],
    ['[{type: integer, form: 1}]', 'integer: unknown key "form"'],
    ['[{type: integer, from: 5, to: 1}]', 'integer: the highest number is below the lowest'],
    ['[{type: integer, share: 50%}, {type: float, share: 40%}]', 'sum to 90%'],
    ['[{type: integer, share: 50%}, {type: float}]', 'some types have a share and some have none'],
    ['[{type: mixture, of: [{type: integer}]}]', 'a mixture stands in a mixture'],
  ])('of %s is refused: %s', async (of, message) => {
    await expect(columnOf(`{type: mixture, of: ${of}}`, 10)).rejects.toThrow(message);
  });

  it('cannot be unique', async () => {
    await expect(columnOf('{type: mixture, unique: true, of: [{type: uuid}]}', 10)).rejects.toThrow('they repeat');
  });
});
