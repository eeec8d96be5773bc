import { existsSync, readFileSync, statSync } from 'node:fs';
import { catalog } from '../../anomaly/registry.ts';
import { checkAnomalies } from '../../dataset/birth/check-anomalies.ts';
import { parseDataset } from '../../dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../dataset/registry.ts';
import type { Dataset } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { parseInstant } from '../../scenario/instant.ts';
import type { Session } from '../session.ts';
import { writeNewFile } from '../write-file.ts';

/** Bytes of a file that a person would read. */
const largest = 1_000_000;

/** What the command line says instead of the file. */
export interface DatasetChoice {
  readonly seed?: string | undefined;
  /** What `now` and `today` mean. */
  readonly now?: string | undefined;
}

/** A data set from its file. @throws FILE_NOT_FOUND, FILE_TOO_LARGE, INVALID_ARGUMENT, ProblemsError of all that is wrong with it */
export function readDataset(session: Session, path: string | undefined, choice: DatasetChoice): Dataset {
  if (path === undefined)
    throw new FaultlineError('INVALID_ARGUMENT', 'generate needs the file of a data set', {
      hint: 'Name it: faultline generate shop.yaml --dry-run.',
    });
  return parse(session, readText(path), path, choice);
}

/** The data set that a configuration of sdvg describes, and the tables of it that are written; none = all. */
export async function readSdvg(
  session: Session,
  path: string,
  choice: DatasetChoice & { readonly save?: string | undefined },
): Promise<{ readonly dataset: Dataset; readonly tables: readonly string[] }> {
  const { datasetOfSdvg } = await import('../../dataset/sdvg/dataset-of-sdvg.ts');
  const { text, warnings, tables = [] } = datasetOfSdvg(readText(path), path);
  for (const warning of warnings) session.log.warn(warning);
  if (choice.save !== undefined) await saveDataset(choice.save, text);
  return { dataset: parse(session, text, path, choice), tables };
}

/** Keeps what was understood. @throws INVALID_ARGUMENT where a file of the name is there */
async function saveDataset(path: string, text: string): Promise<void> {
  if (existsSync(path))
    throw new FaultlineError('INVALID_ARGUMENT', `--save ${path} is there already`, { hint: 'Name another file.' });
  await writeNewFile(path, text);
}

function parse(session: Session, text: string, path: string, choice: DatasetChoice): Dataset {
  const context = { types: valueTypes, catalog, clock: session.clock, seed: choice.seed, now: momentOf(choice) };
  const dataset = parseDataset(text, path, context);
  if (dataset.anomalies !== undefined) checkAnomalies(dataset, catalog);
  return dataset;
}

/** ISO 8601 in UTC. @throws INVALID_ARGUMENT */
function momentOf({ now }: DatasetChoice): string | undefined {
  if (now === undefined) return undefined;
  const instant = parseInstant(now);
  if (typeof instant?.anchor === 'object' && instant.offset === undefined) return instant.anchor.iso;
  throw new FaultlineError('INVALID_ARGUMENT', `--now "${now}" is neither a date nor a time`, {
    hint: 'Write 2026-11-20 or 2026-11-20T09:00:00Z.',
  });
}

/** The text of a file of a few pages. @throws FILE_NOT_FOUND, FILE_TOO_LARGE */
function readText(path: string): string {
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
