import type { CsvDialect } from './csv-dialect.ts';
import type { RowWriter } from './row-edit.ts';
import type { RecordScanner } from './splice.ts';

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

interface Bytes {
  readonly delimiter: number;
  readonly quote: number;
  readonly escape: number;
}

/** Where records of CSV end, as DuckDB reads them: a quote counts at the beginning of a value, spaces before it left out. */
export function csvScanner(csv: CsvDialect): RecordScanner {
  const bytes = bytesOf(csv);
  return {
    end(buffer, from, isLast) {
      let at = from;
      for (;;) {
        at = endOfField(buffer, at, bytes);
        const byte = buffer[at];
        if (byte === bytes.delimiter) at += 1;
        else if (byte === lineFeed) return { end: at, next: at + 1 };
        else if (byte === carriageReturn) {
          if (at + 1 >= buffer.length && !isLast) return undefined;
          return { end: at, next: buffer[at + 1] === lineFeed ? at + 2 : at + 1 };
        } else return isLast ? { end: buffer.length, next: buffer.length } : undefined;
      }
    },
    isRow(record, index) {
      if (index < csv.skip + Number(csv.hasHeader)) return false;
      return record.length > 0 || csv.columns.length === 1;
    },
  };
}

/** Writes values of rows in the file's own manner: what stood in quotes does so again. */
export function csvWriter(csv: CsvDialect): RowWriter {
  const bytes = bytesOf(csv);
  return {
    changed(record, values) {
      const fields = fieldsOf(record, bytes);
      return joined(
        fields.map((field, index) => {
          const value = values[index];
          return value === undefined ? field : cell(value, csv, isQuoted(field, bytes));
        }),
        bytes,
      );
    },
    added(values, like) {
      const fields = like === undefined ? [] : fieldsOf(like, bytes);
      return joined(
        values.map((value, index) => cell(value ?? null, csv, isQuoted(fields[index], bytes))),
        bytes,
      );
    },
  };
}

/** A record whose values are separated by another character, and in quotes only where they were. */
export function otherDelimiter(record: Buffer, csv: CsvDialect, delimiter: string): Buffer {
  const bytes = bytesOf(csv);
  return joined(fieldsOf(record, bytes), { ...bytes, delimiter: delimiter.charCodeAt(0) });
}

function bytesOf({ delimiter, quote, escape }: CsvDialect): Bytes {
  return { delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), escape: escape.charCodeAt(0) };
}

/** Position of what ends the field: a delimiter, a line end, or the end of the buffer. */
function endOfField(buffer: Buffer, from: number, { delimiter, quote, escape }: Bytes): number {
  let at = from;
  while (buffer[at] === space) at += 1;
  if (buffer[at] === quote) {
    for (at += 1; at < buffer.length; at += 1) {
      if (buffer[at] === escape && buffer[at + 1] === quote) at += 1;
      else if (buffer[at] === quote) break;
    }
  }
  for (; at < buffer.length; at += 1) {
    const byte = buffer[at];
    if (byte === delimiter || byte === lineFeed || byte === carriageReturn) return at;
  }
  return at;
}

function fieldsOf(record: Buffer, bytes: Bytes): readonly Buffer[] {
  const fields: Buffer[] = [];
  for (let from = 0; ;) {
    const end = endOfField(record, from, bytes);
    fields.push(record.subarray(from, end));
    if (end >= record.length) return fields;
    from = end + 1;
  }
}

/** Whether a field stands in quotes that it does not need: then its column does by habit. */
function isQuoted(field: Buffer | undefined, { quote, delimiter }: Bytes): boolean {
  if (field?.[0] !== quote || field.length <= 2) return false;
  const inner = field.subarray(1, -1);
  return ![quote, delimiter, lineFeed, carriageReturn].some((byte) => inner.includes(byte));
}

/** NULL is nothing at all; an empty text is two quotes. */
function cell(value: string | null, { delimiter, quote, escape }: CsvDialect, wasQuoted: boolean): Buffer {
  if (value === null) return Buffer.alloc(0);
  const needsQuotes =
    wasQuoted || value === '' || /[\r\n]|^\s|\s$/.test(value) || value.includes(delimiter) || value.includes(quote);
  if (!needsQuotes) return Buffer.from(value);
  const inner = escape === quote ? value : value.replaceAll(escape, `${escape}${escape}`);
  return Buffer.from(`${quote}${inner.replaceAll(quote, `${escape}${quote}`)}${quote}`);
}

function joined(fields: readonly Buffer[], { delimiter }: Bytes): Buffer {
  const mark = Buffer.of(delimiter);
  return Buffer.concat(fields.flatMap((field, index) => (index === 0 ? [field] : [mark, field])));
}
