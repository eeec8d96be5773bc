import { sql } from '../../sql/sql.ts';
import type { WholeFormat } from './file-format.ts';
import type { ParquetParameters } from './parquet-parameters.ts';
import { asTheyAre } from './select-list.ts';

/** Parquet files. One maker writes each, so that its row groups are always the same. */
export function parquetFormat({ codec, rowGroup }: ParquetParameters): WholeFormat {
  const options = sql`format parquet, codec ${codec}, row_group_size ${rowGroup}`;
  return {
    kind: 'whole',
    ending: '.parquet',
    options,
    select: asTheyAre,
    write: (maker, { table, from, to, path }) => maker.copy(from, to, path, options, asTheyAre(table.columns)),
  };
}
