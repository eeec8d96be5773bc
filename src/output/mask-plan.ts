import type { Action, MetricValues, Plan, PlannedStep, StepMetrics, TargetPlan } from '../model/plan.ts';
import { maskValue } from './mask.ts';
import { isPlainType } from './value-text.ts';

/** What stands in place of a number or a time that is not shown. */
export const hidden = '…';

/**
 * The plan without values of single rows: keys and values of its samples masked, and what `hideExtremes` hides. The
 * statistics stay, which `apply` needs of a saved plan, and with them the digest is right.
 */
export function maskPlan(plan: Plan): Plan {
  const targets = hideExtremes(plan).targets.map((target) => withSteps(withoutMaxima(target), maskSamples));
  return { ...plan, targets };
}

/**
 * The plan without statistics that are values of rows: lists of a column's values everywhere, in production all but
 * mean and deviation. It cannot be applied.
 */
export function withoutStatistics(plan: Plan): Plan {
  const targets = plan.targets.map((target) =>
    withSteps(target, ({ frozen, ...step }) => {
      const kept = Object.entries(frozen.statistics).filter(
        ([figure, value]) =>
          !Array.isArray(value) && (target.environment !== 'production' || ['mean', 'sd'].includes(figure)),
      );
      return { ...step, frozen: { ...frozen, statistics: Object.fromEntries(kept) } };
    }),
  );
  return { ...plan, targets };
}

/**
 * The plan without the smallest and largest value of subjects, which are values of rows: of texts they are masked, in
 * production those of numbers and times are hidden. The last time of a table stays.
 */
export function hideExtremes(plan: Plan): Plan {
  const targets = plan.targets.map((target) =>
    withSteps(target, (step) => hideExtremesOf(step, target.environment === 'production')),
  );
  return { ...plan, targets };
}

function withSteps(target: TargetPlan, change: (step: PlannedStep) => PlannedStep): TargetPlan {
  const changed = (action: Action): Action => {
    if ('steps' in action) return { ...action, steps: action.steps.map(change) };
    return action.action === 'wait' && action.preview ? { ...action, preview: action.preview.map(change) } : action;
  };
  return { ...target, actions: target.actions.map(changed) };
}

function hideExtremesOf(step: PlannedStep, isProduction: boolean): PlannedStep {
  const isPlain = step.columnType !== undefined && isPlainType(step.columnType);
  if (step.metrics === undefined || (isPlain && !isProduction)) return step;
  const metrics = withExtremes(step.metrics, isPlain ? (text) => (text === null ? null : hidden) : maskValue);
  return { ...step, metrics };
}

/** A bar of a series shows no value, its number does. */
function withoutMaxima(target: TargetPlan): TargetPlan {
  if (target.environment !== 'production') return target;
  return withSteps(target, ({ series, ...step }) =>
    series === undefined || series.metric === 'max' ? step : { ...step, series },
  );
}

function withExtremes({ table, window }: StepMetrics, change: (text: string | null) => string | null): StepMetrics {
  const changed = (values: MetricValues) => ({ ...values, min: change(values.min), max: change(values.max) });
  return {
    table: { before: changed(table.before), after: changed(table.after) },
    window: { before: changed(window.before), after: changed(window.after) },
  };
}

function maskSamples(step: PlannedStep): PlannedStep {
  const samples = step.samples.map((sample) => ({
    ...sample,
    key: sample.key.map((text) => maskValue(text)),
    cells: sample.cells.map((cell) => ({
      column: cell.column,
      ...(cell.before === undefined ? {} : { before: maskValue(cell.before) }),
      ...(cell.after === undefined ? {} : { after: maskValue(cell.after) }),
    })),
  }));
  return { ...step, samples };
}
