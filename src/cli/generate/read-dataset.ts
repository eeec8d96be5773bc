import { readFileSync, statSync } from 'node:fs';
import { catalog } from '../../anomaly/registry.ts';
import { parseDataset } from '../../dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../dataset/registry.ts';
import type { Dataset } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Session } from '../session.ts';

/** Bytes of a file that a person would read. */
const largest = 1_000_000;

/** A data set from its file. @throws FILE_NOT_FOUND, FILE_TOO_LARGE, ProblemsError of all that is wrong with it */
export function readDataset(session: Session, path: string, seed: string | undefined): Dataset {
  return parseDataset(readText(path), path, { types: valueTypes, catalog, clock: session.clock, seed });
}

/** The text of a file of a few pages. @throws FILE_NOT_FOUND, FILE_TOO_LARGE */
export function readText(path: string): string {
  let size: number;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new Error('no file');
    size = stats.size;
  } catch (error) {
    throw new FaultlineError('FILE_NOT_FOUND', `there is no file ${path}`, {
      hint: 'Name a file of kind: Dataset.',
      cause: error,
    });
  }
  if (size > largest)
    throw new FaultlineError('FILE_TOO_LARGE', `${path} is larger than 1 MB`, { hint: 'Split the data set.' });
  return readFileSync(path, 'utf8');
}
