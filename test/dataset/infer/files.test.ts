import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/test-database.ts';
import { createFilesDatabase } from '../../support/files-database.ts';
import { columnIn, generated, inferred, profileOf } from './inferred.ts';

const folder = fileURLToPath(new URL('../../../node_modules/vega-datasets/data', import.meta.url));
const nothing = { copy: () => Promise.reject(new Error('not copied')), remove: () => Promise.resolve() };

/** Files of the npm package vega-datasets as tables. */
function vega(tables: Readonly<Record<string, string>>) {
  const database = testDatabase(`files:${folder}`, nothing);
  return {
    ...database,
    connect: (options: object = {}) => database.connect({ readOnly: true, ...options, tables }),
  };
}

describe.each([
  ['birdstrikes.csv', 10_000],
  ['weather.csv', 2922],
  ['stocks.csv', 560],
  ['airports.csv', 3376],
  ['flights-airport.csv', 5366],
  ['us-employment.csv', 120],
])('a data set proposed from %s', (file, rows) => {
  const source = vega({ facts: file });
  afterAll(() => source.drop());

  it('makes a table that is like it, and tells none of its texts', async () => {
    const { dataset, text } = await inferred(source, { tables: ['facts'] });
    expect(dataset.tables[0]!.rows).toBe(rows);
    const made = await generated(dataset);
    const [before, after] = [await source.connect(), await made.connect()];
    const [from, to] = [await profileOf(before, 'facts'), await profileOf(after, 'facts')];
    expect(to.rows).toBe(rows);
    for (const column of dataset.tables[0]!.columns) {
      const [left, right] = [columnIn(from, column.name), columnIn(to, column.name)];
      expect(right.nulls / rows, column.name).toBeCloseTo(left.nulls / rows, 3);
      if (column.distinct !== undefined) expect(right.distinct, column.name).toBe(left.distinct);
      if (column.unique) expect(right.distinct, column.name).toBe(rows);
      for (const value of [left.min, left.max])
        if (value !== null && value.length >= 4 && left.column.kind === 'text') expect(text).not.toContain(value);
      if (left.mean === null || left.sd === null || right.mean === null || left.sd === 0) continue;
      expect(Math.abs(right.mean - left.mean) / left.sd, `mean of ${column.name}`).toBeLessThan(
        0.1 + 3 / Math.sqrt(rows),
      );
    }
    await made.drop();
  });
});

describe('a data set proposed from files', () => {
  it('finds a reference by name and values', async () => {
    const source = await createFilesDatabase({
      'cities.csv': `id,label\n${Array.from({ length: 40 }, (_, at) => `${at + 1},x${at}`).join('\n')}\n`,
      'visits.csv': `visit,city_id\n${Array.from({ length: 400 }, (_, at) => `${at},${((at * 7) % 40) + 1}`).join('\n')}\n`,
    });
    const { dataset, text } = await inferred(source);
    expect(dataset.tables.map(({ name }) => name)).toEqual(['cities', 'visits']);
    expect(dataset.tables[1]!.references).toMatchObject([{ table: 'cities', columns: ['city_id'], keys: ['id'] }]);
    expect(text).toContain('Found by name');
    expect(dataset.tables[1]!.rows).toBe(400);
    await source.drop();
  });
});
