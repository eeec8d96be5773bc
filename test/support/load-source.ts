import type { LoadColumn, LoadSource } from '../../src/model/load.ts';

export type LoadRow = readonly (string | null)[];

/** What a source of rows would give, with quotes only where the contract asks for them. */
export function sourceOf(columns: readonly LoadColumn[], rows: () => Iterable<LoadRow>, batch = 100): LoadSource {
  return {
    columns,
    async *csv() {
      for (const each of batches(rows(), batch))
        yield Buffer.from(each.map((row) => `${row.map(field).join(',')}\n`).join(''));
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
