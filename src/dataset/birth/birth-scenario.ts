import type { Catalog } from '../../model/anomaly.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Scenario } from '../../model/scenario.ts';
import { fingerprint } from '../../scenario/fingerprint.ts';
import type { Phase } from './birth-step.ts';

/** The scenario of a phase; what is wrong with its steps is shown where they stand in the data set's file. */
export function birthScenario(
  dataset: Dataset,
  { steps, seed = dataset.seed }: Pick<Phase, 'steps' | 'seed'>,
  catalog: Catalog,
): Scenario {
  const { name, path } = dataset;
  const own = steps.map(({ step }) => step);
  return {
    name,
    targets: ['*'],
    seed,
    tags: {},
    allowTriggers: false,
    limits: {},
    roles: [],
    steps: own,
    path,
    fingerprint: fingerprint(seed, own, catalog),
    source: '',
    placeOf: ([first, index, ...rest]) =>
      dataset.placeOf(
        first === 'steps' && typeof index === 'number' ? [...steps[index]!.path, ...rest] : ['anomalies'],
      ),
  };
}
