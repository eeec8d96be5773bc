import { expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from './dataset-of.ts';

it('values that an expression cannot have are told with their table and the way out', async () => {
  const [source] = await sourcesOf(
    datasetOf('orders: {rows: 10, columns: {code: {type: string, length: 3}, n: {expression: code, as: BIGINT}}}'),
  );
  await expect(rowsOf(source!)).rejects.toMatchObject({
    code: 'INVALID_VALUE',
    message: expect.stringContaining('rows of orders cannot be made'),
    hint: expect.stringContaining('expressions'),
  });
});

it('binary values are hexadecimal digits in rows of JSON, as in all texts', async () => {
  const [source] = await sourcesOf(datasetOf('files: {rows: 3, columns: {digest: {type: binary, min: 4, max: 4}}}'));
  const maker = await source!.openMaker();
  const texts = (await rowsOf(source!)).map(([digest]) => digest);
  for await (const rows of maker.json(0, 3))
    expect(rows.map((row) => (JSON.parse(row) as { readonly digest: string }).digest)).toEqual(texts);
  maker.close();
  expect(texts.every((digest) => /^[0-9a-f]{8}$/.test(digest!))).toBe(true);
});
