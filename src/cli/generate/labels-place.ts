import { existsSync } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { machineDisk } from '../../dataset/write/disk.ts';
import { baseName } from '../../dataset/write/planned-files.ts';
import { replaceText } from '../../dataset/write/replace-text.ts';
import { FaultlineError } from '../../model/errors.ts';
import { isOfFiles } from './choose-output.ts';
import type { Making } from './making.ts';

/** Where the ground truth of a data set goes. */
export interface LabelsPlace {
  /** As it is told. */
  readonly path: string;
  /** Writes the labels, unless another file has come there meanwhile, and records that they are the data set's own. */
  write<Result>(work: (absolute: string) => Promise<Result>): Promise<Result>;
}

type Choice = Pick<Making, 'dataset' | 'output' | 'shard' | 'isContinued' | 'isForced'>;

const endings = /\.(?:csv|jsonl|ndjson|parquet)$/u;

/**
 * As the command line says, else beside the files, else in the folder in which the command runs. What is there is
 * replaced only by --force or --continue, and only where the record of an earlier run of the data set lists it.
 * @throws INVALID_ARGUMENT for an ending without a form, DUPLICATE_OBJECT for a file in the way
 */
export async function openLabelsPlace(choice: Choice, wanted: string | undefined): Promise<LabelsPlace> {
  const { dataset, shard, isForced } = choice;
  const path = wanted ?? join(folderOf(choice), `${baseName(dataset.name, shard)}.labels.csv`);
  if (!endings.test(path))
    throw new FaultlineError('INVALID_ARGUMENT', `the ending of ${path} does not say which form the labels have`, {
      hint: 'End it in .csv, .jsonl or .parquet.',
    });
  await refuseInTheWay(choice, path);
  return {
    path,
    async write(work) {
      await refuseInTheWay(choice, path);
      const absolute = resolve(path);
      await machineDisk.makeFolder(dirname(absolute));
      const result = await work(absolute);
      const recorded = await recordedLabels(choice);
      await record(choice, [...new Set([...recorded, absolute])]);
      if (isForced) await removeAllBut(choice, [absolute]);
      return result;
    },
  };
}

/** Removes the labels that earlier runs of a data set have written: they do not speak of what is there now. */
export function removeLabels(choice: Choice): Promise<void> {
  return removeAllBut(choice, []);
}

async function refuseInTheWay(choice: Choice, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const isOwn = (await recordedLabels(choice)).includes(resolve(path));
  if (isOwn && (choice.isForced || choice.isContinued)) return;
  throw new FaultlineError('DUPLICATE_OBJECT', `${path}, where the labels go, is there already`, {
    hint: isOwn
      ? 'Replace what the earlier run has written with --force, or name another file: --labels labels.csv.'
      : 'Move it away, or name another file: --labels labels.csv.',
  });
}

function folderOf({ output }: Choice): string {
  const { folder } = output.with;
  return isOfFiles(output.kind) && folder !== '-' ? String(folder) : '.';
}

/** Files of all kinds have one record in their folder; what goes elsewhere has one for each kind. */
function recordPath(choice: Choice): string {
  const { dataset, output, shard } = choice;
  const kind = isOfFiles(output.kind) ? '' : `.${output.kind}`;
  return resolve(folderOf(choice), `.faultline-${baseName(dataset.name, shard)}${kind}.labels.json`);
}

/** Absolute paths. @throws FILE_NOT_WRITTEN where what is there was not written by Faultline */
async function recordedLabels(choice: Choice): Promise<readonly string[]> {
  const path = recordPath(choice);
  if (!existsSync(path)) return [];
  const paths = labelsIn(await readFile(path, 'utf8').catch(() => ''));
  if (paths !== undefined) return paths.map((each) => resolve(dirname(path), each));
  throw new FaultlineError('FILE_NOT_WRITTEN', `${path} is no record of labels that Faultline has written`, {
    hint: 'Move it away.',
  });
}

function labelsIn(text: string): readonly string[] | undefined {
  try {
    const { formatVersion, labels } = JSON.parse(text) as { readonly formatVersion: unknown; readonly labels: unknown };
    const isRecord = formatVersion === 1 && Array.isArray(labels);
    return isRecord && labels.every((each) => typeof each === 'string' && endings.test(each)) ? labels : undefined;
  } catch {
    return undefined;
  }
}

async function record(choice: Choice, files: readonly string[]): Promise<void> {
  const path = recordPath(choice);
  if (files.length === 0) return machineDisk.remove(path);
  await machineDisk.makeFolder(dirname(path));
  // Relative, so that the folder may be moved with its labels.
  const labels = files.map((file) => relative(dirname(path), file));
  return replaceText(machineDisk, path, `${JSON.stringify({ formatVersion: 1, labels })}\n`);
}

async function removeAllBut(choice: Choice, kept: readonly string[]): Promise<void> {
  const recorded = await recordedLabels(choice);
  if (recorded.length === 0) return;
  for (const file of recorded.filter((each) => !kept.includes(each))) {
    const entry = await lstat(file).catch(() => undefined);
    if (entry?.isFile() === true) await machineDisk.remove(file);
  }
  await record(choice, kept);
}
