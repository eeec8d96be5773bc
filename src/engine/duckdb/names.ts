/** A name in quotes, of DuckDB. */
export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
