import { sql } from '../../sql/sql.ts';
import type { WholeFormat } from './file-format.ts';
import type { ParquetParameters } from './parquet-parameters.ts';
import { asTheyAre } from '../select-list.ts';

/** A row group is held in memory, several times over, until it is written. */
const bytesOfGroup = 24_000_000;
const fewestRows = 2048;

/** Parquet files. One maker writes each, so that its row groups are always the same. */
export function parquetFormat({ codec, rowGroup }: ParquetParameters): WholeFormat {
  const options = (bytesOfRow: number) => {
    const rows = Math.max(fewestRows, Math.min(rowGroup, Math.floor(bytesOfGroup / bytesOfRow)));
    return sql`format parquet, codec ${codec}, row_group_size ${rows}`;
  };
  return {
    kind: 'whole',
    ending: '.parquet',
    options,
    select: asTheyAre,
    write: (maker, { table, from, to, path, bytesOfRow }) =>
      maker.copy(from, to, path, options(bytesOfRow), asTheyAre(table.columns)),
  };
}
