import { FaultlineError } from '../model/errors.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable, isSameTable } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { EarlierStep } from './outlook.ts';

/**
 * Refuses a step that would find copies, too, which an earlier step of its scenario makes: they repeat what it knows rows by.
 * @param earlier steps of the same apply that come before
 * @throws UNSUPPORTED
 */
export function refuseAfterCopies(
  scenario: Scenario,
  index: number,
  bound: BoundStep,
  earlier: readonly EarlierStep[],
): void {
  if (!isOfRows(bound.anomaly)) return;
  const { key, whole } = snapshotColumns(bound);
  const copying = earlier.find(
    ({ scenario: owner, table, snapshot: { effect, columns } }) =>
      owner === scenario.name &&
      effect === 'insert' &&
      isSameTable(table, bound.table.name) &&
      (whole !== undefined ||
        columns.whole !== undefined ||
        key.some((part) => !columns.key.some((each) => each.name === part.name))),
  );
  if (copying === undefined) return;
  throw new FaultlineError(
    'UNSUPPORTED',
    `step "${bound.step.id}" would find the copies, too, that step "${copying.id}" makes of rows of ${formatTable(bound.table.name)}`,
    { place: scenario.placeOf(['steps', index]), hint: `Put step "${copying.id}" behind it.` },
  );
}
