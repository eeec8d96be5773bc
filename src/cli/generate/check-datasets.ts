import { openSources } from '../../dataset/open-sources.ts';
import { valueTypes } from '../../dataset/registry.ts';
import type { Dataset } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { throwProblems } from '../../scenario/problem.ts';
import type { Session } from '../session.ts';
import { readDataset } from './read-dataset.ts';

/** Data sets, if nothing is wrong with them. @throws ProblemsError of everything that is, of all files */
export async function checkDatasets(session: Session, paths: readonly string[]): Promise<readonly Dataset[]> {
  const problems: FaultlineError[] = [];
  const datasets: Dataset[] = [];
  for (const path of paths)
    try {
      const dataset = readDataset(session, path, {});
      await openSources(dataset, dataset.tables, valueTypes);
      datasets.push(dataset);
    } catch (error) {
      if (!(error instanceof FaultlineError)) throw error;
      problems.push(error);
    }
  throwProblems(problems);
  return datasets;
}
