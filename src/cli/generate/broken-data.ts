import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../anomaly/registry.ts';
import { brokenSources, type BirthEvent, type BrokenSources } from '../../dataset/birth/broken-sources.ts';
import type { TableSource } from '../../dataset/table-source.ts';
import type { Dataset } from '../../model/dataset.ts';
import { formOf, writeLabelFile } from '../commands/labels.ts';
import type { Session } from '../session.ts';
import type { LabelsPlace } from './labels-place.ts';
import { makingProgress } from './making-progress.ts';

/** Tables as they are after they were broken, as long as the work goes on. */
export interface BrokenData extends Pick<BrokenSources, 'sources' | 'steps' | 'isBad'> {
  /** Writes the ground truth. @returns how much, and where; undefined where it has no place */
  writeLabels(): Promise<{ readonly count: number; readonly path: string } | undefined>;
}

/** Breaks the tables of a data set in a folder of their own, works with them, and removes the folder. */
export async function withBrokenData<Result>(
  session: Session,
  request: {
    readonly dataset: Dataset;
    readonly sources: readonly TableSource[];
    readonly workers: number;
    readonly labels: LabelsPlace | undefined;
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
          if (labels === undefined) return undefined;
          session.progress.show('writing labels');
          const { path } = labels;
          const count = await labels.write((file) => writeLabelFile(session, broken.labels(), formOf(path), file));
          return { count, path };
        },
      });
    } finally {
      broken.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tellEvents(session: Session): (event: BirthEvent) => void {
  const made = makingProgress(session);
  return (event) => {
    if (event.event === 'made') made(event);
    else if (event.event === 'broken') session.log.info('step broken', { step: event.step, rows: event.rows });
    else session.progress.show(`settling ${event.table}`);
  };
}
