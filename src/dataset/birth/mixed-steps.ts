import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import type { Dataset, DataTable, MixedAnomaly } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { isOfRows } from '../../model/is-of-rows.ts';
import type { Step } from '../../model/scenario.ts';
import { rootField } from '../../scenario/field.ts';
import type { Problem } from '../../scenario/problem.ts';
import { checkStep } from '../../scenario/step-check.ts';
import { readStep } from '../../scenario/step.ts';
import { writtenName } from '../../plan/parse-table-name.ts';
import type { BirthStep } from './birth-step.ts';
import { unknownColumn, unknownColumnAnywhere, unknownTable } from './unknown-name.ts';

/** An entry of a mix as a step of one table; how many rows it takes is still open. */
interface MixedStep extends BirthStep {
  readonly weight: number;
}

/** The entries of a mix for one table. */
export interface TableMix {
  readonly table: string;
  readonly steps: readonly MixedStep[];
}

/**
 * What a mix does to each table that an entry of it is for.
 * @param problems takes what is wrong with entries, at their places
 */
export function mixedSteps(dataset: Dataset, catalog: Catalog, problems: FaultlineError[]): readonly TableMix[] {
  const { anomalies, tables } = dataset;
  if (anomalies?.kind !== 'mix') return [];
  const entries = anomalies.mix.map((entry, index) => {
    const path = ['anomalies', 'mix', index] as const;
    const own = tablesOf(dataset, entry, path, problems);
    const step = readEntry(dataset, entry, own[0]?.name ?? '', path, catalog, problems);
    return { path, weight: entry.weight, tables: own, step };
  });
  return tables.flatMap(({ name }) => {
    const steps = entries
      .filter((entry) => entry.tables.some((table) => table.name === name))
      .map(({ step, path, weight }) => ({ step: { ...step, table: writtenName(name) }, path, weight }));
    return steps.length === 0 ? [] : [{ table: name, steps }];
  });
}

function tablesOf(
  dataset: Dataset,
  { table: wanted, column }: MixedAnomaly,
  path: readonly (string | number)[],
  problems: FaultlineError[],
): readonly DataTable[] {
  const at = (key: string) => ({ place: dataset.placeOf([...path, key]) });
  const has = ({ columns }: DataTable) => column === undefined || columns.some(({ name }) => name === column);
  if (wanted === undefined) {
    const having = dataset.tables.filter(has);
    if (having.length === 0) problems.push(unknownColumnAnywhere(dataset, column!, at('column')));
    return having;
  }
  const table = dataset.tables.find(({ name }) => name === wanted);
  if (table === undefined) {
    problems.push(unknownTable(dataset, wanted, at('table')));
    return [];
  }
  if (!has(table)) problems.push(unknownColumn(table, column!, at('column')));
  return [table];
}

/** The step that an entry stands for, of all of time, where the anomaly needs no part of it. */
function readEntry(
  dataset: Dataset,
  entry: MixedAnomaly,
  table: string,
  path: readonly (string | number)[],
  catalog: Catalog,
  problems: FaultlineError[],
): Step {
  const anomaly = catalog.get(entry.anomaly)!;
  const { column, amplitude } = entry;
  const written = {
    id: `${entry.anomaly}-${Number(path.at(-1)) + 1}`,
    anomaly: entry.anomaly,
    table: table === '' ? 'table' : table,
    ...(column !== undefined && { column }),
    ...(amplitude !== undefined && { amplitude }),
    ...(Object.keys(entry.with).length > 0 && { with: entry.with }),
  };
  const report = (problem: Problem) => {
    const { code, message, hint } = problem;
    problems.push(new FaultlineError(code, message, { place: dataset.placeOf([...path, ...problem.path]), hint }));
  };
  for (const problem of checkStep(written, [], catalog)) report(problem);
  const file = {
    path: '',
    text: '',
    value: written,
    placeOf: () => dataset.placeOf(path),
    numberText: () => undefined,
    line: () => '',
  };
  const step = readStep(rootField(file, report), anomaly);
  const form = anomalyOf(catalog, step);
  const reason = unmixable(form);
  if (reason !== undefined)
    report({
      code: 'UNSUPPORTED',
      path: ['anomaly'],
      at: 'value',
      message: `${anomaly.id} ${reason}`,
      hint: 'Write it as a step: anomalies may be a list of steps as in a scenario.',
    });
  const needsTime = isOfRows(form) && form.window?.needsTime === true;
  return needsTime ? step : { ...step, during: 'all' };
}

/** Why an anomaly cannot make a given number of rows bad, as the end of a sentence; undefined where it can. */
function unmixable(form: ReturnType<typeof anomalyOf>): string | undefined {
  if (form.effect === 'delete') return 'deletes rows, and a row that is not there is not bad';
  if (!isOfRows(form)) return 'changes no rows, and a mix makes rows bad';
  return form.quotas ? 'finds by itself how many rows it takes' : undefined;
}
