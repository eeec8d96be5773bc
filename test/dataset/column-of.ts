import { datasetOf, rowsOf, sourcesOf } from './dataset-of.ts';

/** Values of one column, as text, in the order of the rows. @param column as a file writes it: `{type: integer, from: 1}` */
export async function columnOf(column: string, rows: number, seed = '7'): Promise<readonly (string | null)[]> {
  const dataset = { ...datasetOf(`orders: {rows: ${rows}, columns: {value: ${column}}}`), seed };
  const [source] = await sourcesOf(dataset);
  return (await rowsOf(source!)).map(([value]) => value!);
}

/** As `columnOf`, of a column without nulls, each value as a number. */
export async function numbersOf(
  column: string,
  rows: number,
  seed?: string,
  numberOf: (value: string | null) => number = Number,
): Promise<Float64Array> {
  return Float64Array.from(await columnOf(column, rows, seed), numberOf);
}
