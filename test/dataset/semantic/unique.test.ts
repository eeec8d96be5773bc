import { describe, expect, it } from 'vitest';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { withDefaults } from '../../../src/scenario/schema-check.ts';
import { datasetOf } from '../dataset-of.ts';
import { countsOf } from './distinct-values.ts';

const most = 200_000;

const semantic = [...valueTypes.values()].filter(({ category }) =>
  ['person', 'internet', 'place', 'business', 'text'].includes(category),
);

function spaceOf(id: string, locale: string): bigint {
  const type = valueTypes.get(id)!;
  const parameters = withDefaults(type.parameters, {}) as Readonly<Record<string, unknown>>;
  return type.space({ with: parameters, locale, now: '2026-11-21T00:00:00.000000Z', rows: most, types: valueTypes });
}

describe.each(semantic)('$id', ({ id }) => {
  it('has different values only where they are unique: 200,000 of them, or as many as there are', async () => {
    const space = spaceOf(id, 'en');
    const rows = space > BigInt(most) ? most : Number(space);
    expect(await countsOf(`{type: ${id}, unique: true}`, rows)).toEqual({ values: rows, distinct: rows });
  });

  it('has different values only in other locales', async () => {
    for (const locale of ['de', 'ja', 'ar']) {
      const space = spaceOf(id, locale);
      const rows = space > 5000n ? 5000 : Number(space);
      expect(await countsOf(`{type: ${id}, unique: true, locale: ${locale}}`, rows)).toEqual({
        values: rows,
        distinct: rows,
      });
    }
  });

  it('has exactly as many different values as are asked for', async () => {
    const wanted = Math.min(40, Number(spaceOf(id, 'de')));
    expect(await countsOf(`{type: ${id}, distinct: ${wanted}, locale: de}`, 1000)).toEqual({
      values: 1000,
      distinct: wanted,
    });
  });
});

it('more unique values than there are of a type are refused, with their number', () => {
  expect(() => datasetOf('customers: {rows: 300, columns: {country: {type: country, unique: true}}}')).toThrow(
    /300 different values are asked for, and there are 249/,
  );
});
