import { describe, expect, it } from 'vitest';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';

const semantic = [...valueTypes.values()].filter(({ category }) =>
  ['person', 'internet', 'place', 'business', 'text'].includes(category),
);

describe.each(semantic)('$id', ({ id }) => {
  it.each(['', ', locale: fr, nulls: 10%', ', locale: ja, distinct: 2', ', unique: true'])(
    'makes any row alone as it makes it among others%s',
    async (rest) => {
      const rows = rest.includes('unique') ? 2 : 5000;
      const [source] = await sourcesOf(datasetOf(`customers: {rows: ${rows}, columns: {value: {type: ${id}${rest}}}}`));
      const from = rows - Math.min(rows, 300);
      const whole = await rowsOf(source!, from, rows);
      for (const row of [0, Math.floor(whole.length / 2), whole.length - 1])
        expect(await rowsOf(source!, from + row, from + row + 1)).toEqual([whole[row]]);
      expect(new Set(whole.map(([value]) => value)).size).toBeGreaterThan(1);
    },
  );

  it('has texts no longer than it says', async () => {
    for (const locale of ['en', 'de', 'pt_BR']) {
      const [source] = await sourcesOf(
        datasetOf(`customers: {rows: 1000, columns: {value: {type: ${id}}}}`, `locale: ${locale}`),
      );
      const longest = Math.max(...(await rowsOf(source!)).map(([value]) => [...value!].length));
      expect(source!.table.columns[0]!.length ?? Infinity).toBeGreaterThanOrEqual(longest);
    }
  });
});

describe.each(semantic.filter(({ isOrdered }) => isOrdered))('$id', ({ id }) => {
  it('rises with the rows where it is ordered', async () => {
    for (const locale of ['en', 'ar']) {
      const [source] = await sourcesOf(
        datasetOf(`customers: {rows: 500, columns: {value: {type: ${id}, ordered: true, locale: ${locale}}}}`),
      );
      const values = (await rowsOf(source!)).map(([value]) => value!);
      const sorted = ['latitude', 'longitude'].includes(id)
        ? values.toSorted((left, right) => Number(left) - Number(right))
        : values.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      expect(values).toEqual(sorted);
    }
  });
});
