import type { Action, Plan } from './plan.ts';

/** An action for which apply makes a run. */
export type Injection = Extract<Action, { readonly action: 'inject' | 'replace' }>;

/** Whether apply makes a run for the action. */
export function isInjection(action: Action): action is Injection {
  return action.action === 'inject' || action.action === 'replace';
}

/** Whether apply takes a run back for the action. */
export function isUndoing(action: Action): action is Extract<Action, { action: 'heal' | 'replace' }> {
  return action.action === 'heal' || action.action === 'replace';
}

/** Whether an action changes the data. */
export function isChange(action: Action): boolean {
  return isInjection(action) || isUndoing(action);
}

/** Whether apply would do anything. */
export function hasChanges(plan: Plan): boolean {
  return plan.targets.some(({ actions }) => actions.some(isChange));
}
