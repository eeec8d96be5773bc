import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { catalog } from '../../anomaly/registry.ts';
import { brokenSources, type BirthEvent, type BrokenSources } from '../../dataset/birth/broken-sources.ts';
import type { TableSource } from '../../dataset/table-source.ts';
import { manifestName } from '../../dataset/write/manifest.ts';
import type { Dataset, Output } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formOf, writeLabelFile } from '../commands/labels.ts';
import type { Session } from '../session.ts';
import { isOfFiles } from './choose-output.ts';
import { makingProgress } from './making-progress.ts';

/** Tables as they are after they were broken, as long as the work goes on. */
export interface BrokenData extends Pick<BrokenSources, 'sources' | 'steps' | 'isBad'> {
  /** Writes the ground truth. @returns how much, and where */
  writeLabels(): Promise<{ readonly count: number; readonly path: string }>;
}

/** Breaks the tables of a data set in a folder of their own, works with them, and removes the folder. */
export async function withBrokenData<Result>(
  session: Session,
  request: {
    readonly dataset: Dataset;
    readonly sources: readonly TableSource[];
    readonly workers: number;
    readonly labels: string;
  },
  work: (broken: BrokenData) => Promise<Result>,
): Promise<Result> {
  const { dataset, sources, workers, labels } = request;
  const folder = await mkdtemp(join(tmpdir(), 'faultline-birth-'));
  const { signal } = session;
  try {
    const observe = tellEvents(session);
    const broken = await brokenSources({ dataset, sources, catalog, folder, workers, signal, observe });
    try {
      return await work({
        ...broken,
        writeLabels: async () => {
          session.progress.show('writing labels');
          return {
            count: await writeLabelFile(session, broken.labels(), formOf(labels), resolve(labels)),
            path: labels,
          };
        },
      });
    } finally {
      broken.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Where labels go: as the command line says, else beside the files, else in the folder in which the command runs.
 * @throws INVALID_ARGUMENT for an ending without a form, DUPLICATE_OBJECT where a file that no earlier run has written is in the way
 */
export function labelsPath({ name }: Dataset, output: Output, wanted: string | undefined, isRepeated: boolean): string {
  const { folder } = output.with;
  const beside = isOfFiles(output.kind) && folder !== '-' ? String(folder) : '.';
  const path = wanted ?? join(beside, `${name}.labels.csv`);
  formOf(path);
  const isOwn = isRepeated && existsSync(join(dirname(path), manifestName(name)));
  if (existsSync(path) && !isOwn)
    throw new FaultlineError('DUPLICATE_OBJECT', `${path}, where the labels go, is there already`, {
      hint: 'Move it away, or name another file: --labels labels.csv.',
    });
  return path;
}

function tellEvents(session: Session): (event: BirthEvent) => void {
  const made = makingProgress(session);
  return (event) => {
    if (event.event === 'made') made(event);
    else if (event.event === 'broken') session.log.info('step broken', { step: event.step, rows: event.rows });
    else session.progress.show(`settling ${event.table}`);
  };
}
