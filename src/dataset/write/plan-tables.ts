import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import type { Shard } from '../choose-part.ts';
import type { TableSource } from '../table-source.ts';
import { countPartitions } from './count-partitions.ts';
import type { FileFormat } from './file-format.ts';
import { partitionFolder } from './file-name.ts';
import type { Makers } from './makers.ts';
import { partitioningOf, type Partitioning } from './partitioning.ts';
import { measureRow } from './measure-row.ts';
import { baseName, countFiles, filesOfRows, type PlannedFile } from './planned-files.ts';
import { rowsOfStretch, type PlannedTable } from './planned-table.ts';
import type { WriteRequest } from './write-request.ts';

export interface PlanShop {
  readonly format: FileFormat;
  readonly makers: Makers;
  /** Folder in which partitions are counted. */
  readonly work: string;
}

/** Refuses what can be refused by looking at tables and parameters alone. */
export function checkTables({ sources, output, shard }: WriteRequest, format: FileFormat): void {
  const { maxFiles, rowsPerFile } = output.with;
  for (const source of sources) {
    if (format.kind === 'whole') format.check?.(source.table);
    if (partitioningOf(source, output) === undefined) filesOfRows(source, { output, format, shard }).next();
  }
  const files = sources
    .filter((source) => partitioningOf(source, output) === undefined)
    .reduce((sum, source) => sum + countFiles(source, rowsPerFile), 0);
  if (files > maxFiles) throw tooMany(files, maxFiles);
}

/**
 * The files that all tables are to become.
 * @throws LIMIT_EXCEEDED for more than `maxFiles`; DUPLICATE_NAME where two have one name on some systems
 */
export async function planTables(request: WriteRequest, shop: PlanShop): Promise<readonly PlannedTable[]> {
  const { sources, output, shard } = request;
  const { format } = shop;
  const tables: PlannedTable[] = [];
  const names = new Map<string, string>();
  const isCaseBlind = await ignoresCase(shop.work);
  for (const source of sources) {
    const name = source.table.name.name;
    const by = partitioningOf(source, output);
    const bytesOfRow = await measureRow(source, shop.makers, shop.work);
    const table: PlannedTable = {
      name,
      source,
      rowsOfStretch: request.rowsOfStretch ?? rowsOfStretch(bytesOfRow),
      bytesOfRow,
      files: () => filesOfRows(source, { output, format, shard }),
      partitions: by && { by, files: await partitionFiles(source, by, request, shop) },
    };
    tables.push(table);
    for (const path of pathsOf(table)) {
      const id = isCaseBlind ? path.toLowerCase() : path;
      const same = names.get(id);
      if (same !== undefined) throw oneFile(same, path);
      names.set(id, path);
    }
    if (names.size > output.with.maxFiles) throw tooMany(names.size, output.with.maxFiles);
  }
  return tables;
}

/** Paths of a table's files, relative to the folder. */
export function* pathsOf({ files, partitions }: PlannedTable): Generator<string> {
  for (const { path } of partitions?.files.values() ?? files()) yield path;
}

async function partitionFiles(
  source: TableSource,
  by: Partitioning,
  { output, shard, workers }: WriteRequest,
  { format, makers, work }: PlanShop,
): Promise<ReadonlyMap<string, PlannedFile>> {
  const keys = await countPartitions(source, by, { makers, folder: work, workers, most: output.with.maxFiles });
  return new Map(keys.map((key) => [key, { path: partitionPath(source, by, key, { format, shard }), hasHead: true }]));
}

function partitionPath(
  { table }: TableSource,
  { keys }: Partitioning,
  key: string,
  { format, shard }: { readonly format: FileFormat; readonly shard: Shard | undefined },
): string {
  const values = JSON.parse(key) as readonly (string | null)[];
  const folders = keys.map(({ name }, index) => partitionFolder(name, values[index]!));
  return [baseName(table.name.name, undefined), ...folders, `${baseName(table.name.name, shard)}${format.ending}`].join(
    '/',
  );
}

/** Whether the file system takes names for one that differ in the case of their letters only. */
async function ignoresCase(folder: string): Promise<boolean> {
  return lstat(join(dirname(folder), basename(folder).toUpperCase())).then(
    () => true,
    () => false,
  );
}

function oneFile(first: string, second: string): FaultlineError {
  return new FaultlineError(
    'DUPLICATE_NAME',
    `${first} and ${second} are one file here, where the case of letters does not count`,
    {
      hint: 'Partition by values that differ by more, or choose a folder on another file system with --out.',
    },
  );
}

function tooMany(files: number, most: number): FaultlineError {
  return new FaultlineError('LIMIT_EXCEEDED', `there would be ${files} files, more than ${most}; nothing was written`, {
    hint: 'Put more rows into a file with rowsPerFile, partition by columns with fewer values, or raise maxFiles.',
  });
}
