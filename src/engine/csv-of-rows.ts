/** UTF-8 CSV as `LoadSource.csv` gives it, of rows whose values are quoted, and NULL is nothing at all. */
export async function* csvOfRows(
  batches: AsyncIterable<readonly (readonly (string | null)[])[]>,
): AsyncGenerator<Uint8Array> {
  for await (const rows of batches) {
    const lines = rows.map((row) => `${row.map(field).join(',')}\n`);
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
}

function field(value: string | null): string {
  return value === null ? '' : `"${value.replaceAll('"', '""')}"`;
}
