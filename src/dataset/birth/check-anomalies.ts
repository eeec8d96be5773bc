import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import type { Dataset, DataTable } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { throwProblems } from '../../scenario/problem.ts';
import type { BirthStep } from './birth-step.ts';
import { stepsOf } from './steps-of.ts';
import { tableOf } from './table-of.ts';

/**
 * Finds what no rows are needed for to see that it is wrong.
 * @throws ProblemsError of UNKNOWN_TABLE, UNKNOWN_COLUMN, UNSUPPORTED
 */
export function checkAnomalies(dataset: Dataset, catalog: Catalog): void {
  const steps = stepsOf(dataset);
  throwProblems(steps.flatMap((each, index) => problemsOf(dataset, each, steps.slice(0, index), catalog)));
}

function problemsOf(
  dataset: Dataset,
  { step, path }: BirthStep,
  earlier: readonly BirthStep[],
  catalog: Catalog,
): readonly FaultlineError[] {
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
        hint: 'Leave the table out with --tables.',
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

/** @param details the place of the name */
export function unknownTable(dataset: Dataset, name: string, details: { place: FaultlineError['place'] }) {
  const known = dataset.tables.map((each) => each.name);
  return new FaultlineError('UNKNOWN_TABLE', `the data set has no table ${name}`, {
    ...details,
    hint: didYouMean(name, known, 'tables'),
  });
}

/** @param details the place of the name */
export function unknownColumn(table: DataTable, name: string, details: { place: FaultlineError['place'] }) {
  const known = table.columns.map((each) => each.name);
  return new FaultlineError('UNKNOWN_COLUMN', `the table ${table.name} has no column ${name}`, {
    ...details,
    hint: didYouMean(name, known, 'columns'),
  });
}
