import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import type { LoadTable } from '../../model/load.ts';
import type { Step } from '../../model/scenario.ts';
import { tableOf } from './table-of.ts';

/** What of a table's declaration its steps break on purpose, and what therefore counts as not declared while they are at work. */
export interface BrokenKeys {
  /** Values of the primary key change, or come twice. */
  readonly isPrimaryKeyBroken: boolean;
  /** Columns that steps give other values. */
  readonly changed: ReadonlySet<string>;
}

/** @param steps of all tables */
export function brokenKeys(table: LoadTable, steps: readonly Step[], catalog: Catalog): BrokenKeys {
  const own = steps.filter((step) => tableOf(step) === table.name.name);
  const changed = new Set(own.flatMap((step) => changedColumns(step, catalog)));
  const repeats = own.some((step) => repeatsKey(step, catalog));
  return { isPrimaryKeyBroken: repeats || table.primaryKey.some((each) => changed.has(each)), changed };
}

/** Whether copies keep the key of their originals. */
export function repeatsKey(step: Step, catalog: Catalog): boolean {
  const form = anomalyOf(catalog, step);
  return form.effect === 'insert' && form.keepsKey === true;
}

function changedColumns(step: Step, catalog: Catalog): readonly string[] {
  const form = anomalyOf(catalog, step);
  if (form.effect !== 'update' && form.effect !== 'insert') return [];
  const others = Object.entries(form.others ?? {})
    .filter(([, { changes }]) => changes)
    .flatMap(([parameter]) => step.with[parameter])
    .flat()
    .filter((each) => typeof each === 'string');
  const isSubjectChanged = form.effect === 'update' || form.after !== undefined;
  return [...(isSubjectChanged && step.column !== undefined ? [step.column] : []), ...others];
}
