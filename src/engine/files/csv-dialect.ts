import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { FaultlineError } from '../../model/errors.ts';
import { sql } from '../../sql/sql.ts';
import { textOf } from '../read-row.ts';
import type { DataFile } from './data-file.ts';
import { literal, type Ask } from './literals.ts';

/** How one file spells its rows. All are single bytes. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote inside of quotes; most often the quote itself. */
  readonly escape: string;
  readonly hasHeader: boolean;
  /** Lines before the header. */
  readonly skip: number;
  readonly columns: readonly string[];
}

/**
 * Finds out how a file spells its rows, by DuckDB's own sniffer.
 * https://duckdb.org/docs/stable/data/csv/auto_detection
 * @throws UNSUPPORTED for a delimiter of more than a byte, and where there is none to be found
 */
export async function sniffCsv(ask: Ask, file: DataFile, path: string): Promise<CsvDialect> {
  if (!file.isCompressed && (await isEmpty(path)))
    return { delimiter: ',', quote: '"', escape: '"', hasHeader: false, skip: 0, columns: [] };
  const compression = file.isCompressed ? sql`, compression = 'gzip'` : sql``;
  const isTabs = /\.tsv(\.gz)?$/i.test(file.path);
  const [row] = await ask(sql`
    select "Delimiter" as delimiter, "Quote" as quote, "Escape" as escape, "HasHeader" as has_header, "SkipRows" as skipped,
      cast(to_json("Columns") as varchar) as columns
    from sniff_csv(${literal(path)}, comment = '', all_varchar = false${isTabs ? sql`, delim = '\t'` : sql``}${compression})`);
  const quote = characterOf(textOf(row, 'quote')) ?? '"';
  const dialect: CsvDialect = {
    delimiter: characterOf(textOf(row, 'delimiter')) ?? ',',
    quote,
    escape: characterOf(textOf(row, 'escape')) ?? quote,
    hasHeader: row?.['has_header'] === true,
    skip: Number(textOf(row, 'skipped')),
    columns: (JSON.parse(textOf(row, 'columns')) as { name: string }[]).map(({ name }) => name),
  };
  for (const mark of [dialect.delimiter, dialect.quote, dialect.escape])
    if (Buffer.byteLength(mark) !== 1)
      throw new FaultlineError('UNSUPPORTED', `${file.path} separates or quotes values by "${mark}"`, {
        hint: 'Faultline reads delimiters and quotes of a single ASCII character.',
      });
  await refuseRagged(file, path, dialect);
  return dialect;
}

/**
 * Of a file whose rows have not the same number of values the sniffer makes something all the same: it leaves the first
 * rows out, or takes each line for one value.
 */
async function refuseRagged(file: DataFile, path: string, { delimiter, skip, columns }: CsvDialect): Promise<void> {
  const isOneColumn = columns.length === 1 && /[,;\t|]/.test(columns[0]!);
  const lines = skip === 0 ? [] : (await firstText(file, path)).split(/\r\n|\n|\r/).slice(0, skip);
  if (!isOneColumn && !lines.some((line) => line.includes(delimiter))) return;
  throw new FaultlineError('UNSUPPORTED', `the rows of ${file.path} do not all have the same number of values`, {
    hint: 'Mend the file, or leave it out of `tables`.',
  });
}

async function firstText({ isCompressed }: DataFile, path: string): Promise<string> {
  const bytes = createReadStream(path);
  let text = '';
  for await (const chunk of isCompressed ? bytes.pipe(createGunzip()) : bytes) {
    text += (chunk as Buffer).toString('utf8');
    if (text.length > 65_536) break;
  }
  return text;
}

function characterOf(sniffed: string): string | undefined {
  return sniffed === '(empty)' || sniffed === '' || sniffed === '\0' ? undefined : sniffed;
}

async function isEmpty(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 0 || (bytesRead === 3 && buffer.toString('latin1', 0, 3) === '\xef\xbb\xbf');
  } finally {
    await handle.close();
  }
}
