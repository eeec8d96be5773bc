import { expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';

it('a table of many names, addresses and texts is made in the memory of one maker', async () => {
  const types =
    'first_name last_name full_name email user_name phone address street_address city state country company product job_title sentence paragraph url'.split(
      ' ',
    );
  const columns = types.map((type) => `${type}: {type: ${type}}, other_${type}: {type: ${type}, locale: fr}`);
  const [source] = await sourcesOf(datasetOf(`customers: {rows: 20000, columns: {${columns.join(', ')}}}`));
  const rows = await rowsOf(source!, 19_000, 20_000);
  expect(rows).toHaveLength(1000);
  expect(rows.every((row) => row.length === 2 * types.length && row.every((value) => value !== null))).toBe(true);
});

it("a column's own locale decides how long its texts may be", async () => {
  const [source] = await sourcesOf(
    datasetOf('customers: {rows: 10, columns: {en: {type: state}, de: {type: state, locale: de}}}'),
  );
  const [english, german] = source!.table.columns;
  expect(english!.length).toBe('North Carolina'.length);
  expect(german!.length).toBe('Mecklenburg-Vorpommern'.length);
});
