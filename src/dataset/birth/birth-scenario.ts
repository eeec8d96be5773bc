import type { Catalog } from '../../model/anomaly.ts';
import type { Dataset } from '../../model/dataset.ts';
import type { Scenario } from '../../model/scenario.ts';
import { fingerprint } from '../../scenario/fingerprint.ts';
import type { BirthStep } from './birth-step.ts';

/** The scenario of steps of a data set; what is wrong with them is shown where they stand in the data set's file. */
export function birthScenario(dataset: Dataset, steps: readonly BirthStep[], catalog: Catalog): Scenario {
  const { name, seed, path } = dataset;
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
