import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import type { Dataset } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { throwProblems } from '../../scenario/problem.ts';
import { internalPrefix } from '../../snapshot/internal.ts';
import type { BirthStep } from './birth-step.ts';
import { mixedSteps } from './mixed-steps.ts';
import { stepsOf } from './steps-of.ts';
import { tableOf } from './table-of.ts';
import { unknownColumn, unknownTable } from './unknown-name.ts';

/**
 * Finds what is wrong with the anomalies of a data set and can be seen without a row.
 * @throws ProblemsError of UNKNOWN_TABLE, UNKNOWN_COLUMN, UNSUPPORTED, and what a step is refused for
 */
export function checkAnomalies(dataset: Dataset, catalog: Catalog): void {
  const steps = stepsOf(dataset);
  const problems = steps.flatMap((each, index) => problemsOf(dataset, each, steps.slice(0, index), catalog));
  mixedSteps(dataset, catalog, problems);
  if (dataset.anomalies !== undefined) problems.push(...takenNames(dataset));
  throwProblems(problems);
}

function problemsOf(
  dataset: Dataset,
  { step, path }: BirthStep,
  earlier: readonly BirthStep[],
  catalog: Catalog,
): FaultlineError[] {
  const at = (...rest: string[]) => ({ place: dataset.placeOf([...path, ...rest]) });
  const anomaly = anomalyOf(catalog, step);
  if (anomaly.effect === 'file')
    return [
      new FaultlineError('UNSUPPORTED', `${anomaly.id} breaks files, and steps of a data set break rows`, {
        ...at('anomaly'),
        hint: 'Generate the file without it, and break it with: faultline break',
      }),
    ];
  if (anomaly.effect === 'alter' && anomaly.takesTable === true)
    return [
      new FaultlineError('UNSUPPORTED', `${anomaly.id} takes a whole table away`, {
        ...at('anomaly'),
        hint: 'Leave it out: name the other tables with --table.',
      }),
    ];
  const table = dataset.tables.find(({ name }) => name === tableOf(step));
  if (table === undefined) return [unknownTable(dataset, step.table, at('table'))];
  const hasOtherShape = earlier.some(
    (other) => tableOf(other.step) === table.name && anomalyOf(catalog, other.step).effect === 'alter',
  );
  const isUnknown = step.column !== undefined && !table.columns.some(({ name }) => name === step.column);
  return isUnknown && !hasOtherShape ? [unknownColumn(table, step.column!, at('column'))] : [];
}

function takenNames(dataset: Dataset): readonly FaultlineError[] {
  return dataset.tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => column.name.toLowerCase().startsWith(internalPrefix))
      .map(
        (column) =>
          new FaultlineError(
            'INVALID_VALUE',
            `names that begin with ${internalPrefix} are taken where tables are broken`,
            {
              place: dataset.placeOf(['tables', name, 'columns', column.name]),
              hint: `Rename ${name}.${column.name}, or leave anomalies out.`,
            },
          ),
      ),
  );
}
