import { realpath } from 'node:fs/promises';
import { FaultlineError } from '../../model/errors.ts';
import { refuseOtherConfiguration } from '../refuse-other-configuration.ts';
import { machineDisk, type Disk } from './disk.ts';
import type { FileFormat } from './file-format.ts';
import { takeLock } from './folder-lock.ts';
import { formatOf } from './formats.ts';
import { openMakers, type Makers } from './makers.ts';
import { readManifest, rowsIn, writeManifest, type Manifest } from './manifest.ts';
import { leaveAfter, placesOf, prepareParts, refuseLinks, removeParts, type Places } from './places.ts';
import { checkTables, pathsOf, planTables } from './plan-tables.ts';
import { baseName } from './planned-files.ts';
import { refuseAsLabels } from './refuse-as-labels.ts';
import { refuseEarlier } from './refuse-earlier-run.ts';
import { refuseInTheWay } from './refuse-in-the-way.ts';
import { removeRecorded } from './remove-recorded.ts';
import { checkFinished, resumeFiles } from './resume.ts';
import { runJobs } from './run-jobs.ts';
import type { WriteReport, WriteRequest } from './write-request.ts';

/**
 * Writes tables into files. Each stands under its name only once it is whole; what is under work is kept in a hidden
 * folder, with a record of how far it is, so that a run that was killed at any instant goes on with the same bytes as if
 * it had not been.
 * @throws DUPLICATE_OBJECT for files in the way or a run that was broken off; DUPLICATE_NAME where labels would be one of
 * the files; LOCKED; INVALID_ARGUMENT where the configuration to go on with is another one; STALE_PLAN where files were
 * changed; LIMIT_EXCEEDED for too many files; INVALID_VALUE, UNSUPPORTED, UNKNOWN_COLUMN for parameters that do not go
 * with the tables; DISK_FULL, PERMISSION_DENIED, FILE_NOT_WRITTEN; INTERRUPTED
 */
export async function writeFiles(request: WriteRequest): Promise<WriteReport> {
  const started = performance.now();
  const disk = request.disk ?? machineDisk;
  const format = formatOf(request.output);
  if (request.force && request.isContinued)
    throw new FaultlineError('INVALID_ARGUMENT', '--force begins anew and --continue goes on', { hint: 'Choose one.' });
  checkTables(request, format);
  const firstMade = await disk.makeFolder(request.folder);
  const places = placesOf(await realpath(request.folder), baseName(request.dataset, request.shard));
  await refuseLinks(places);
  const unlock = await takeLock(disk, places.lock);
  const makers = openMakers(places.work);
  const onAbort = () => makers.interrupt();
  request.signal.addEventListener('abort', onAbort);
  let error: unknown;
  try {
    const manifest = await writeLocked(request, { disk, format, places, makers });
    await removeParts(disk, places);
    return reportOf(manifest, request, (performance.now() - started) / 1000);
  } catch (thrown) {
    makers.close();
    // The error that led here says more than one of tidying up.
    error = await leaveAfter(thrown, disk, places, firstMade).catch(() => thrown);
    throw error;
  } finally {
    request.signal.removeEventListener('abort', onAbort);
    makers.close();
    await unlock().catch((thrown: unknown) => {
      if (error === undefined) throw thrown;
    });
  }
}

interface Site {
  readonly disk: Disk;
  readonly format: FileFormat;
  readonly places: Places;
  readonly makers: Makers;
}

async function writeLocked(request: WriteRequest, { disk, format, places, makers }: Site): Promise<Manifest> {
  const { dataset, log } = request;
  const { folder, work } = places;
  const found = await readManifest(places.manifest);
  const configuration = described(request);
  const begun = request.isContinued ? found : undefined;
  if (begun !== undefined) refuseOtherConfiguration(begun.configuration, configuration, 'make all files anew');
  else if (found !== undefined && !request.force) refuseEarlier(found, folder);
  if (begun?.state === 'finished') {
    await checkFinished(folder, begun);
    return begun;
  }
  if (request.signal.aborted) throw new FaultlineError('INTERRUPTED', 'interrupted before anything was made');
  await prepareParts(disk, places);
  const tables = await planTables(request, { format, makers, work });
  const paths = tables.flatMap((table) => [...pathsOf(table)]);
  if (request.labels !== undefined) await refuseAsLabels(folder, paths, request.labels);
  await refuseInTheWay(folder, paths, new Set(found?.files.map(({ path }) => path)));
  if (begun !== undefined) {
    await resumeFiles(disk, places, begun);
    log.info('run continued', { dataset, folder, rows: rowsIn(begun) });
  } else {
    if (found !== undefined) {
      await removeRecorded(disk, folder, found);
      await disk.remove(places.manifest);
      log.info('files of an earlier run removed', { dataset, folder, files: found.files.length });
    }
    await disk.removeFolder(places.growing);
    await disk.makeFolder(places.growing);
  }
  const begin: Manifest = { formatVersion: 1, dataset, state: 'unfinished', configuration, jobs: 0, files: [] };
  const record = (manifest: Manifest) => writeManifest(disk, places.manifest, manifest);
  return runJobs(request, tables, { disk, format, places, makers, begun: begun ?? begin, record });
}

/** All that decides the bytes of the files, as JSON has it, so that it can be compared with what a manifest says. */
function described({ configuration, output, shard, sources }: WriteRequest): Readonly<Record<string, unknown>> {
  const parts = Object.fromEntries(sources.map(({ table, from, to }) => [table.name.name, `${from} to ${to - 1}`]));
  const { folder: _, ...parameters } = output.with;
  return JSON.parse(
    JSON.stringify({ ...configuration, output: { [output.kind]: parameters }, shard, rows: parts }),
  ) as Readonly<Record<string, unknown>>;
}

function reportOf({ files }: Manifest, { sources }: WriteRequest, seconds: number): WriteReport {
  const tables = sources.map(({ table }) => {
    const name = table.name.name;
    const own = files.filter((file) => file.table === name);
    return {
      name,
      rows: own.reduce((sum, { rows }) => sum + rows, 0),
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      files: own.map(({ path }) => path),
    };
  });
  return { tables, seconds };
}
