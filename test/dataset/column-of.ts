import { datasetOf, rowsOf, sourcesOf } from './dataset-of.ts';

/** Values of one column, as text, in the order of the rows. @param column as a file writes it: `{type: integer, from: 1}` */
export async function columnOf(
  column: string,
  rows: number,
  { from = 0, to = rows, rest = '' }: { readonly from?: number; readonly to?: number; readonly rest?: string } = {},
): Promise<readonly (string | null)[]> {
  const [source] = await sourcesOf(datasetOf(`orders: {rows: ${rows}, columns: {value: ${column}}}`, rest));
  return (await rowsOf(source!, from, to)).map(([value]) => value!);
}

/** As `columnOf`, of a column of numbers without nulls. */
export async function numbersOf(column: string, rows: number, rest = ''): Promise<Float64Array> {
  return Float64Array.from(await columnOf(column, rows, { rest }), Number);
}
