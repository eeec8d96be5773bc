import { resolve } from 'node:path';
import { writeFiles } from '../../dataset/write/write-files.ts';
import type { FileOutput } from '../../dataset/write/write-request.ts';
import type { MadeTable } from '../../output/made-text.ts';
import type { Session } from '../session.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';

/** Writes the tables into files. @returns undefined where they go to standard output */
export async function writeToFiles(session: Session, making: Making): Promise<readonly MadeTable[] | undefined> {
  const { dataset, sources, shard, workers, isContinued, isForced, configuration } = making;
  // The kind was checked, and its parameters against its schema.
  const output = making.output as FileOutput;
  const folder = output.with.folder;
  const { tables } = await writeFiles({
    dataset: dataset.name,
    sources,
    output,
    folder: resolve(folder),
    shard,
    force: isForced,
    isContinued,
    configuration,
    workers,
    signal: session.signal,
    log: session.log,
    observe: makingProgress(session),
  });
  return tables.map(({ name, rows, bytes, files }) => ({
    table: name,
    rows,
    columns: sources.find(({ table }) => table.name.name === name)!.table.columns.length,
    bytes,
    places: files.map((file) => `${folder}/${file}`),
  }));
}
