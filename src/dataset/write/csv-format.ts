import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { FaultlineError } from '../../model/errors.ts';
import { sql } from '../../sql/sql.ts';
import type { CsvParameters } from './csv-parameters.ts';
import type { GrowingFormat } from './file-format.ts';
import { compressionEndings, openCompressor, packText } from './pack-text.ts';
import { asText } from '../select-list.ts';
import { isRecoded, markOf } from './text-encoding.ts';

/** CSV files. @throws INVALID_VALUE for a text of NULL that would be read as two values; UNSUPPORTED where this Node cannot compress so */
export function csvFormat(parameters: CsvParameters): GrowingFormat {
  const { delimiter, header, quoting, nullText, encoding, compression, lineEnd, unencodable } = parameters;
  if (nullText.includes(delimiter))
    throw new FaultlineError('INVALID_VALUE', `nullText "${nullText}" holds the delimiter "${delimiter}"`, {
      hint: 'Choose another text, or another delimiter.',
    });
  if (isRecoded(encoding)) openCompressor(compression)?.destroy();
  const quotes = quoting === 'all' ? sql`, force_quote *` : sql``;
  const spelling = sql`format csv, delimiter ${delimiter}, nullstr ${nullText}, new_line ${lineEnd}${quotes}`;
  const packing = { encoding, compression, unencodable };
  return {
    kind: 'growing',
    ending: `.csv${compressionEndings[compression]}`,
    direct: isRecoded(encoding) ? undefined : sql`${spelling}, header false, compression ${compression}`,
    plain: sql`${spelling}, header false`,
    pack: isRecoded(encoding) || compression !== 'none' ? (text) => packText(text, packing) : undefined,
    frame: { between: Buffer.alloc(0), close: Buffer.alloc(0), trim: { start: 0, end: 0 }, isQuoted: true },
    select: asText,
    async head(maker, columns, scratch) {
      const isDuckDbs = encoding === 'utf-8';
      const packed = isDuckDbs ? sql`, compression ${compression}` : sql``;
      if (header !== false) await maker.copy(0, 0, scratch, sql`${spelling}, header true${packed}`, asText(columns));
      const names = header === false ? Buffer.alloc(0) : await readFile(scratch);
      if (isDuckDbs) return names;
      const text = Buffer.concat([Buffer.from(markOf(encoding)), names]);
      return text.length === 0 ? text : buffer(packText(Readable.from([text]), packing));
    },
  };
}
