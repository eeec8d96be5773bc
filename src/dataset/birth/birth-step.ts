import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import { isOfRows } from '../../model/is-of-rows.ts';
import type { Step } from '../../model/scenario.ts';
import { repeatsKey } from './broken-keys.ts';
import type { LaidTable } from './laid-table.ts';

/** A step of a data set, and where it stands in its file. */
export interface BirthStep {
  readonly step: Step;
  /** `['anomalies', 0]` */
  readonly path: readonly (string | number)[];
}

/** Steps that are planned and made as one. */
export interface Phase {
  readonly steps: readonly BirthStep[];
  /** It is one step, and changes the shape of its table. */
  readonly isAltered: boolean;
  /** Absent = the data set's. */
  readonly seed?: string | undefined;
}

/**
 * Cuts steps into phases, in their order. Changes of a shape stand alone, since rows are numbered anew behind them; so do steps
 * with a key of their own, since a later one may change it.
 */
export function phasesOf(steps: readonly BirthStep[], catalog: Catalog): readonly Phase[] {
  const phases: { steps: BirthStep[]; isAltered: boolean; isAlone: boolean }[] = [];
  for (const each of steps) {
    const isAltered = !isOfRows(anomalyOf(catalog, each.step));
    const isAlone = isAltered || Array.isArray(each.step.key);
    const last = phases.at(-1);
    if (last === undefined || last.isAlone || isAlone) phases.push({ steps: [each], isAltered, isAlone });
    else last.steps.push(each);
  }
  return phases;
}

/**
 * The step with the key by which its rows are known: the one that it names, else the table's primary key, else the number
 * of the row. Copies get another one of the table's own whatever the step names.
 */
export function keyedStep(step: Step, { table, row, hasKey }: LaidTable, catalog: Catalog): Step {
  const anomaly = anomalyOf(catalog, step);
  // Copies are found by their numbers, whichever key they repeat; that a primary key is unique need not be looked for.
  if (repeatsKey(step, catalog))
    return step.key === 'auto' && table.primaryKey.length > 0 ? { ...step, key: [row] } : step;
  if (Array.isArray(step.key) && anomaly.effect !== 'insert') return step;
  if (hasKey) return { ...step, key: 'auto' };
  return { ...step, key: isOfRows(anomaly) ? 'row' : [row] };
}
