import { expect, test } from 'vitest';
import type { TableSource } from '../../../src/dataset/table-source.ts';
import { valueTypes } from '../../../src/dataset/registry.ts';
import { sourcesOf } from '../dataset-of.ts';
import { withBroken, type Rows } from './broken.ts';

/** Types that take parameters without a default. */
const required: Readonly<Record<string, string>> = {
  array: ', of: {type: integer}',
  enum: ', values: [a, b]',
  json: ', members: {plan: {type: enum, values: [free, pro]}, seats: integer}',
  mixture: ', of: [{type: integer, share: 90%}, {type: integer, from: -5, to: -1, share: 10%}]',
};

/** A table's worth of types. */
const width = 4;

test('values that no step changes are as they were, whatever their type', async () => {
  const ids = [...valueTypes.keys()];
  const tables = Array.from({ length: Math.ceil(ids.length / width) }, (_, index) => {
    const some = ids.slice(index * width, (index + 1) * width);
    const columns = some.map((id) => `${id}: {type: ${id}${required[id] ?? ''}, nulls: 10%}`);
    return `t${index}: {rows: 300, columns: {mark: {type: integer}, ${columns.join(', ')}}}`;
  });
  const steps = tables.map((_, index) => `- {id: s${index}, anomaly: null-spike, table: t${index}, column: mark}`);
  await withBroken(tables.join('\n'), steps.join('\n'), async ({ clean, rows, dataset, sources }) => {
    const given = await sourcesOf(dataset);
    for (const [index, source] of sources.sources.entries()) {
      const { name } = source.table.name;
      const unmarked = (all: Rows) => all.map((row) => ({ ...row, mark: '' }));
      expect(unmarked(rows[name]!)).toEqual(unmarked(clean[name]!));
      expect(await jsonOf(source)).toEqual(await jsonOf(given[index]!));
    }
  });
});

/** Rows as JSON, without the column that is broken. */
async function jsonOf(source: TableSource): Promise<readonly object[]> {
  const maker = await source.openMaker();
  const rows: object[] = [];
  for await (const batch of maker.json(0, 50)) rows.push(...batch.map((row) => JSON.parse(row) as object));
  maker.close();
  return rows.map((row) => ({ ...row, mark: 0 }));
}
