import type { LoadColumn, LoadSource } from '../../src/model/load.ts';

export type LoadRow = readonly (string | null)[];

/**
 * What a source of rows would give, with quotes only where the contract asks for them.
 * @param batch rows that come together
 * @param piece bytes of CSV that come together, whatever they break off
 */
export function sourceOf(
  columns: readonly LoadColumn[],
  rows: () => Iterable<LoadRow>,
  batch = 100,
  piece = 1 << 16,
): LoadSource {
  return {
    columns,
    async *csv() {
      for (const each of batches(rows(), batch)) {
        const bytes = Buffer.from(each.map((row) => `${row.map(field).join(',')}\n`).join(''));
        for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
      }
    },
    async *rows() {
      yield* batches(rows(), batch);
    },
  };
}

function* batches(rows: Iterable<LoadRow>, size: number): Generator<readonly LoadRow[]> {
  let batch: LoadRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function field(value: string | null): string {
  if (value === null) return '';
  return value === '' || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
