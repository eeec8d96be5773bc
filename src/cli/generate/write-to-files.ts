import { resolve } from 'node:path';
import { writeFiles } from '../../dataset/write/write-files.ts';
import { writeToStream } from '../../dataset/write/write-to-stream.ts';
import type { FileOutput } from '../../dataset/write/write-request.ts';
import { FaultlineError } from '../../model/errors.ts';
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
  if (folder === '-') return toStandardOutput(session, making, output);
  const { tables } = await writeFiles({
    dataset: dataset.name,
    sources,
    output,
    folder: resolve(folder),
    shard,
    force: isForced,
    isContinued,
    configuration,
    labels: making.labels === undefined ? undefined : resolve(making.labels),
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

/** One table, and nothing else on standard output. */
async function toStandardOutput(session: Session, making: Making, output: FileOutput): Promise<undefined> {
  const { sources, shard, workers, isContinued, isForced } = making;
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0)
    throw new FaultlineError('INVALID_ARGUMENT', 'standard output takes one table, and there are several', {
      hint: `Name it: --table ${sources[0]?.table.name.name}.`,
    });
  if (isContinued || isForced)
    throw new FaultlineError('INVALID_ARGUMENT', 'nothing is kept of what goes to standard output', {
      hint: 'Leave --continue and --force out.',
    });
  const { signal } = session;
  const isFirstShard = (shard?.number ?? 1) === 1;
  await writeToStream({ source, output, to: process.stdout, isFirstShard, signal, workers });
  return undefined;
}
