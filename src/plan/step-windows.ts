import type { Window } from '../model/plan.ts';
import { formatInstant } from '../snapshot/instant.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { bucketsOf, resolveWindows, type TimeBounds } from '../snapshot/windows.ts';

/** Whether the step looks at a part of time only. */
export function hasWindow({ step, anomaly, time }: BoundStep): boolean {
  if (time === undefined) return false;
  if (step.frequency !== undefined || needsEnd({ step, anomaly })) return true;
  if (step.during === 'all') return step.duration !== undefined || anomaly.window?.isByBucket === true;
  return step.during !== undefined || step.duration !== undefined || anomaly.window !== undefined;
}

/** The step's windows; undefined where it looks at all of time. */
export function stepWindows(bound: BoundStep, bounds: TimeBounds): readonly Window[] | undefined {
  if (!hasWindow(bound)) return undefined;
  const { step, anomaly } = bound;
  const isOpen = anomaly.window?.isOpen === true;
  const length = isOpen
    ? { amount: Number(step.amplitude!.value), unit: 'bucket' as const }
    : (step.duration ?? anomaly.window?.default ?? { amount: 1, unit: 'bucket' as const });
  const effective =
    step.during === undefined && step.frequency !== undefined ? { ...step, during: 'all' as const } : step;
  const windows = resolveWindows(effective, bounds, { length, isOpen, ago: anomaly.window?.ago });
  const isByBucket = anomaly.window?.isByBucket === true;
  if ((!needsEnd(bound) && !isByBucket) || bounds.latest === undefined) return windows;
  const ended = windows.map((window) => ({ ...window, to: window.to ?? formatInstant(bounds.latest! + 1n) }));
  return isByBucket ? bucketsOf(ended, step) : ended;
}

/** A shape that rises or falls needs to know where it ends. */
function needsEnd({ step, anomaly }: Pick<BoundStep, 'step' | 'anomaly'>): boolean {
  const shape = step.shape ?? anomaly.shape;
  return shape !== undefined && shape !== 'step';
}
