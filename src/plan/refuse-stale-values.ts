import { FaultlineError } from '../model/errors.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable, isSameTable, type Column } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import type { Outlook } from './outlook.ts';
import { hasWindow } from './step-windows.ts';
import { hasWord } from './word.ts';

/**
 * Refuses a step that goes by a column which the database computes, on rows that the same apply changes first or
 * brings back: what the column holds then is known to the database only.
 * @throws UNSUPPORTED
 */
export function refuseStaleValues(scenario: Scenario, index: number, bound: BoundStep, outlook: Outlook): void {
  const { table, step, anomaly } = bound;
  if (anomaly.effect === 'alter' || !hasNewRows(bound, outlook)) return;
  const read = table.columns.find((each) => each.isComputed && isRead(bound, each));
  if (read === undefined) return;
  throw new FaultlineError(
    'UNSUPPORTED',
    `step "${step.id}" goes by ${formatTable(table.name)}.${read.name}, which the database computes, and the same apply changes the table first: what the column will hold cannot be planned`,
    {
      place: scenario.placeOf(['steps', index]),
      hint: `Apply first what changes the table, or go by another column than ${read.name}.`,
    },
  );
}

/** Rows that only go away take no other value with them. */
function hasNewRows({ table }: BoundStep, { undone, earlier }: Outlook): boolean {
  return (
    undone.some((each) => isSameTable(each.table, table.name) && each.effect !== 'insert' && each.effect !== 'alter') ||
    earlier.some((each) => isSameTable(each.table, table.name) && each.snapshot.effect === 'update')
  );
}

function isRead(bound: BoundStep, computed: Column): boolean {
  const { step, key, time } = bound;
  const placesRows = hasWindow(bound) || step.select.mechanism === 'clustered';
  return (
    key.includes(computed) ||
    (placesRows && time === computed) ||
    ('column' in step.select && step.select.column === computed.name) ||
    (step.where !== undefined && hasWord(step.where, computed.name))
  );
}
