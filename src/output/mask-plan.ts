import type { Action, MetricValues, Plan, PlannedStep, StepMetrics } from '../model/plan.ts';
import { maskValue } from './mask.ts';
import { isPlainType } from './value-text.ts';

/**
 * The plan with the keys and values of its samples masked, and with them the smallest and largest value of a text column.
 * The statistics stay: apply needs them.
 */
export function maskPlan(plan: Plan): Plan {
  return { ...plan, targets: plan.targets.map((target) => ({ ...target, actions: target.actions.map(maskAction) })) };
}

function maskAction(action: Action): Action {
  return 'steps' in action ? { ...action, steps: action.steps.map(maskStep) } : action;
}

function maskStep(step: PlannedStep): PlannedStep {
  const samples = step.samples.map((sample) => ({
    ...sample,
    key: sample.key.map((text) => maskValue(text)),
    cells: sample.cells.map((cell) => ({
      column: cell.column,
      ...(cell.before === undefined ? {} : { before: maskValue(cell.before) }),
      ...(cell.after === undefined ? {} : { after: maskValue(cell.after) }),
    })),
  }));
  if (step.metrics === undefined || (step.columnType !== undefined && isPlainType(step.columnType)))
    return { ...step, samples };
  return { ...step, samples, metrics: maskMetrics(step.metrics) };
}

function maskMetrics({ table, window }: StepMetrics): StepMetrics {
  return {
    table: { before: maskExtremes(table.before), after: maskExtremes(table.after) },
    window: { before: maskExtremes(window.before), after: maskExtremes(window.after) },
  };
}

function maskExtremes(values: MetricValues): MetricValues {
  return { ...values, min: maskValue(values.min), max: maskValue(values.max) };
}
