import type { Action } from '../model/plan.ts';
import { isInjection } from '../model/plan-changes.ts';
import { formatCount, formatRows } from './format-number.ts';
import { rowsOf } from './plan-counts.ts';

/** How many rows of the data get other values, and how many get back the ones they had. */
export interface RowAmounts {
  readonly changed: number;
  readonly back: number;
}

/** What actions of a plan would do to rows; of tables that were made anew nothing is put back. */
export function plannedRows(actions: readonly Action[]): RowAmounts {
  const changed = actions.filter(isInjection).reduce((sum, action) => sum + rowsOf(action), 0);
  const back = actions.reduce((sum, action) => {
    const takesBack = (action.action === 'heal' || action.action === 'replace') && action.isRebuilt !== true;
    return takesBack ? sum + action.active.rows : sum;
  }, 0);
  return { changed, back };
}

/** `2,030 rows changed, 34 put back`; `34 rows put back`; `0 rows changed`. */
export function rowAmountsInWords({ changed, back }: RowAmounts): string {
  if (changed === 0 && back > 0) return `${formatRows(back)} put back`;
  return `${formatRows(changed)} changed${back === 0 ? '' : `, ${formatCount(back)} put back`}`;
}
