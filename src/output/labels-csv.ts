import type { Label } from '../model/run.ts';
import { chunked } from './chunked.ts';
import { labelColumns } from './label-columns.ts';

/**
 * Labels as CSV with a header, by RFC 4180 (CRLF, quotes doubled). NULL is an empty field, an empty text is `""`: so both
 * come back as they were from readers that tell them apart (PostgreSQL's `copy`, DuckDB).
 */
export function labelsCsv(labels: AsyncIterable<Label>): AsyncIterable<string> {
  return chunked(lines(labels));
}

async function* lines(labels: AsyncIterable<Label>): AsyncGenerator<string> {
  yield `${labelColumns.join(',')}\r\n`;
  for await (const label of labels) yield `${labelColumns.map((column) => field(label[column])).join(',')}\r\n`;
}

function field(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
