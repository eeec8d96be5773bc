import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FaultlineError } from '../../model/errors.ts';
import type { LoadTable } from '../../model/load.ts';
import type { RowMaker } from '../table-source.ts';
import type { WholeFormat, WholeRows } from './file-format.ts';
import { fileFailure } from './file-failure.ts';
import { asTheyAre } from '../select-list.ts';
import { cellFormat, toCell, type Cell } from './xlsx-cell.ts';

/** Limits of worksheets. https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const limits = { rows: 1_048_576, columns: 16_384, nameLength: 31 };

/** Cells from which on a worksheet may be larger than 4 GB, which older readers do not take. */
const manyCells = 20_000_000;

/** Excel workbooks of one worksheet each, the first row of which names the columns. */
export const xlsxFormat: WholeFormat = {
  kind: 'whole',
  ending: '.xlsx',
  mostRows: limits.rows - 1,
  check({ name, columns }) {
    if (columns.length <= limits.columns) return;
    throw new FaultlineError(
      'UNSUPPORTED',
      `${name.name} has ${columns.length} columns; Excel takes ${limits.columns}`,
      {
        hint: 'Write another format, such as csv or parquet.',
      },
    );
  },
  select: asTheyAre,
  async write(maker, rows, signal) {
    const { writeXlsxStream } = await import('hucre/xlsx');
    const { columns, name } = rows.table;
    const workbook = writeXlsxStream(cells(maker, rows), {
      name: sheetName(name.name),
      columns: columns.map((column) => ({ header: column.name, ...cellFormat(column) })),
      freezePane: { rows: 1 },
      zip64: (rows.to - rows.from) * columns.length > manyCells,
    });
    const file = createWriteStream(rows.path);
    await pipeline(Readable.fromWeb(workbook as Parameters<typeof Readable.fromWeb>[0]), file, { signal }).catch(
      (error: unknown) => {
        if (error instanceof FaultlineError) throw error;
        if (signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted', { cause: error });
        throw fileFailure(rows.path, error);
      },
    );
  },
};

async function* cells(maker: RowMaker, { table, from, to }: WholeRows): AsyncGenerator<Cell[]> {
  for await (const batch of maker.texts(from, to))
    for (const row of batch) yield table.columns.map((column, index) => toCell(row[index]!, column, table));
}

/** Names of worksheets are shorter than those of tables, and some characters have a meaning in them. */
function sheetName(table: LoadTable['name']['name']): string {
  const name = table.replace(/[[\]:*?/\\\p{Cc}]|^'|'$/gu, '_');
  return Array.from(name).slice(0, limits.nameLength).join('').slice(0, limits.nameLength).toWellFormed();
}
