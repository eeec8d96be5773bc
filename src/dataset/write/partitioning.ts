import { FaultlineError } from '../../model/errors.ts';
import type { LoadColumn } from '../../model/load.ts';
import type { Sql } from '../../model/sql.ts';
import { name, sql } from '../../sql/sql.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { TableSource } from '../table-source.ts';
import type { FileOutput } from './write-request.ts';

/** How a table is split by the values of columns. */
export interface Partitioning {
  readonly keys: readonly LoadColumn[];
  /** Columns of the rows. */
  readonly columns: readonly LoadColumn[];
}

/**
 * @returns undefined where the table is not split so
 * @throws UNKNOWN_COLUMN, UNSUPPORTED; INVALID_VALUE where it is split by rows as well, or no column is left
 */
export function partitioningOf({ table }: TableSource, output: FileOutput): Partitioning | undefined {
  if (output.kind === 'xlsx' || output.with.partitionBy === undefined) return undefined;
  const { partitionBy, keepPartitionColumns, rowsPerFile } = output.with;
  const title = table.name.name;
  const wanted = Array.isArray(partitionBy)
    ? (partitionBy as readonly string[])
    : (partitionBy as Readonly<Record<string, readonly string[]>>)[title];
  if (wanted === undefined) return undefined;
  if (rowsPerFile !== undefined)
    throw new FaultlineError('INVALID_VALUE', `${title} would be split by rowsPerFile and by partitionBy`, {
      hint: 'Choose one of them.',
    });
  const keys = wanted.map((column) => table.columns.find((each) => each.name === column) ?? unknown(table, column));
  const columns = keepPartitionColumns ? table.columns : table.columns.filter((each) => !keys.includes(each));
  if (columns.length > 0) return { keys, columns };
  throw new FaultlineError('INVALID_VALUE', `partitionBy names all columns of ${title}: none is left for its rows`, {
    hint: 'Write keepPartitionColumns: true, or partition by fewer columns.',
  });
}

function unknown({ name: table, columns }: TableSource['table'], column: string): never {
  const names = columns.map((each) => each.name);
  throw new FaultlineError('UNKNOWN_COLUMN', `table ${table.name} has no column "${column}" to be partitioned by`, {
    hint: `${didYouMean(column, names, 'columns') ?? ''} Tables that are split differently are named: partitionBy: {${table.name}: [${names[0]}]}.`.trim(),
  });
}

/** Name of the n-th key's text, in queries only. */
export function keyName(index: number): string {
  return `_faultline_key_${index + 1}`;
}

/** Texts of the keys, by which folders are named. */
export function keyTexts(keys: readonly LoadColumn[]): readonly Sql[] {
  return keys.map(({ name: column, type }, index) => {
    const text = type === 'binary' ? sql`lower(hex(${name(column)}))` : sql`cast(${name(column)} as varchar)`;
    return sql`${text} as ${name(keyName(index))}`;
  });
}
