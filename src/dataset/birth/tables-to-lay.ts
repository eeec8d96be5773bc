import type { Catalog } from '../../model/anomaly.ts';
import { anomalyOf } from '../../model/anomaly-of.ts';
import type { LoadTable } from '../../model/load.ts';
import type { Step } from '../../model/scenario.ts';
import { tableOf } from './table-of.ts';

/**
 * Names of the tables that steps work on or read: those that they name, those that another one refers to where rows may go,
 * and those whose names stand in their conditions and parameters.
 */
export function tablesToLay(
  tables: readonly LoadTable[],
  steps: readonly Step[],
  catalog: Catalog,
): ReadonlySet<string> {
  const named = new Set(steps.map((step) => tableOf(step)));
  const losing = new Set(
    steps.filter((step) => anomalyOf(catalog, step).effect === 'delete').map((step) => tableOf(step)),
  );
  const texts = steps.map((step) => `${step.where ?? ''} ${JSON.stringify(step.with)}`.toLowerCase());
  const isRead = ({ name, references }: LoadTable) =>
    named.has(name.name) ||
    references.some(({ table }) => losing.has(table.name)) ||
    texts.some((text) => text.includes(name.name.toLowerCase()));
  return new Set(tables.filter(isRead).map(({ name }) => name.name));
}
