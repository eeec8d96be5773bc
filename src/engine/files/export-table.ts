import { basename, join as joinPath } from 'node:path';
import type { Connection } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { join, name, raw, sql } from '../../sql/sql.ts';
import { dataFileAt } from './data-file.ts';
import { literal } from './literals.ts';
import { refuseFormat } from './refuse-format.ts';
import { filesSchema, type TableSource } from './table-source.ts';

/** Writes a table's rows, in the order of its files and their lines, to a new file in the format of its ending. @throws INVALID_ARGUMENT for an ending that no format has */
export async function exportTable(
  connection: Connection,
  folder: string,
  { name: title, columns, place }: TableSource,
  path: string,
): Promise<void> {
  const file = dataFileAt(folder, path) ?? refuseFormat(path);
  const values = columns.map((each) => name(each.name));
  const table = sql`${name('temp')}.${name(filesSchema)}.${name(title)}`;
  const options: Sql[] = [sql`format ${raw(formats[file.format])}`];
  if (file.format === 'csv')
    options.push(sql`header true, delimiter ${literal(/\.tsv/i.test(basename(path)) ? '\t' : ',')}`);
  if (file.isCompressed) options.push(sql`compression gzip`);
  await connection.execute(sql`
    copy (select ${join(values)} from ${table} order by ${name(place.file)}, ${name(place.row)})
    to ${literal(joinPath(folder, path))} (${join(options)})`);
}

const formats = { csv: 'csv', jsonl: 'json', parquet: 'parquet' } as const;
