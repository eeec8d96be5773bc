import { FaultlineError } from '../model/errors.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Target } from '../model/project.ts';
import type { Limits, Scenario } from '../model/scenario.ts';
import { formatTable, isSameTable, type TableName } from '../model/table.ts';
import { isOwnTable } from '../ledger/tables.ts';
import { globPattern } from '../model/glob.ts';

/** The stricter one of the target's and the scenario's limits. */
export function effectiveLimits(target: Target, scenario: Scenario): Limits {
  return {
    rows: least(target.limits.rows, scenario.limits.rows),
    fraction: least(target.limits.fraction, scenario.limits.fraction),
  };
}

/** What of a step limits are about. */
export interface LimitedStep extends Pick<PlannedStep, 'table' | 'tableRows'> {
  readonly frozen: Pick<PlannedStep['frozen'], 'rows'>;
}

/** @throws LIMIT_EXCEEDED where the scenario's steps touch more rows, or a larger share of a table, than allowed */
export function checkLimits(limits: Limits, scenario: Scenario, steps: readonly LimitedStep[]): void {
  const place = scenario.placeOf(['limits']);
  const rows = sum(steps.map((step) => step.frozen.rows));
  if (limits.rows !== undefined && rows > limits.rows) {
    throw new FaultlineError(
      'LIMIT_EXCEEDED',
      `scenario "${scenario.name}" would touch ${rows} rows, the limit is ${limits.rows}`,
      {
        place,
        hint: 'Lower the volume, or raise `limits.rows` in the scenario and in faultline.yaml.',
      },
    );
  }
  for (const step of steps) {
    const share =
      step.tableRows === 0
        ? 0
        : sum(steps.filter((each) => isSameTable(each.table, step.table)).map((each) => each.frozen.rows)) /
          step.tableRows;
    if (limits.fraction === undefined || share <= limits.fraction) continue;
    throw new FaultlineError(
      'LIMIT_EXCEEDED',
      `scenario "${scenario.name}" would touch ${percent(share)} of ${formatTable(step.table)}, the limit is ${percent(limits.fraction)}`,
      {
        place,
        hint: 'Lower the volume, or raise `limits.fraction` in the scenario and in faultline.yaml.',
      },
    );
  }
}

/** @throws PROTECTED_TABLE where the target protects the table by name or pattern, or it is Faultline's own */
export function checkProtected(
  target: Target,
  ledgerSchema: string | undefined,
  scenario: Scenario,
  index: number,
  table: TableName,
): void {
  const full = formatTable(table);
  if (ledgerSchema !== undefined && isOwnTable(ledgerSchema, table)) {
    throw new FaultlineError('PROTECTED_TABLE', `${full} is one of Faultline's own tables`, {
      place: scenario.placeOf(['steps', index, 'table']),
      hint: 'Choose a table of yours.',
    });
  }
  const pattern = target.protect.find((each) =>
    globPattern(each.toLowerCase()).test((each.includes('.') ? full : table.name).toLowerCase()),
  );
  if (pattern === undefined) return;
  throw new FaultlineError('PROTECTED_TABLE', `target "${target.name}" protects ${full} (protect: ${pattern})`, {
    place: scenario.placeOf(['steps', index, 'table']),
    hint: 'Choose another table, or another target.',
  });
}

function least(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Math.min(left, right);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
