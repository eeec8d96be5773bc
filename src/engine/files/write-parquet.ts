import type { Connection } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { column, join, name, raw, sql } from '../../sql/sql.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { FileSource } from './file-source.ts';
import { literal } from './literals.ts';

/** Codecs that DuckDB writes, by their names in the files. */
const codecs: Readonly<Record<string, string>> = {
  UNCOMPRESSED: 'uncompressed',
  SNAPPY: 'snappy',
  GZIP: 'gzip',
  ZSTD: 'zstd',
  BROTLI: 'brotli',
  LZ4: 'lz4_raw',
  LZ4_RAW: 'lz4_raw',
};

/**
 * Writes a Parquet file with the codec, the size of row groups, the types and the metadata of another.
 * @param like whose manner is kept @param rows a select of its rows in order
 * @throws UNSUPPORTED for a codec that DuckDB cannot write
 */
export async function writeParquet(
  connection: Connection,
  source: FileSource,
  like: string,
  to: string,
  rows: Sql,
): Promise<void> {
  const [manner] = await connection.query(sql`
    select mode(compression) as codec, max(row_group_num_rows) as group_rows from parquet_metadata(${literal(like)})`);
  const codec = codecs[String(manner?.['codec'] ?? 'UNCOMPRESSED').toUpperCase()];
  if (codec === undefined)
    throw new FaultlineError(
      'UNSUPPORTED',
      `${source.file.path} is packed by ${String(manner?.['codec'])}, which DuckDB cannot write`,
      {
        hint: 'Write the file with another codec: snappy, gzip, zstd, brotli or lz4.',
      },
    );
  const groupRows = Number(manner?.['group_rows'] ?? 0);
  const values = source.columns.map(
    (each) => sql`cast(${column('w', each)} as ${raw(source.types!.get(each)!)}) as ${name(each)}`,
  );
  const options = [
    sql`format parquet`,
    sql`codec ${literal(codec)}`,
    ...(groupRows > 0 ? [sql`row_group_size ${raw(String(groupRows))}`] : []),
    ...(await metadata(connection, like)),
  ];
  await connection.execute(sql`copy (select ${join(values)} from (${rows}) w) to ${literal(to)} (${join(options)})`);
}

/** What readers keep beside the rows, but for the schemas of Arrow, which would have to fit to the bytes. */
async function metadata(connection: Connection, like: string): Promise<readonly Sql[]> {
  const rows = await connection.query(sql`
    select decode(key) as key, decode(value) as value from parquet_kv_metadata(${literal(like)})
    where decode(key) <> 'ARROW:schema'`);
  if (rows.length === 0) return [];
  const pairs = rows.map((row) => sql`${literal(String(row['key']))}: ${literal(String(row['value']))}`);
  return [sql`kv_metadata {${join(pairs)}}`];
}
