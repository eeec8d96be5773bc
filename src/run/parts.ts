import type { Action } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import { isInjection } from '../model/plan-changes.ts';

/** Actions of a target's plan that are carried out together. */
export interface Part {
  /** `rows`: in one transaction; `alteration`: one action, whose statements commit by themselves. */
  readonly kind: 'rows' | 'alteration';
  readonly actions: readonly Action[];
}

/**
 * A target's actions for an engine whose alterations commit the transaction around them: first every alteration that
 * is taken back, then all rows in one transaction, then every new alteration. No two of them touch the same columns,
 * which the plan refuses, so that the order makes no difference to what comes out.
 * @param active applied runs of the target
 */
export function partsOf(actions: readonly Action[], active: readonly Run[]): readonly Part[] {
  const first: Part[] = [];
  const rows: Action[] = [];
  const last: Part[] = [];
  for (const action of actions) {
    const undoesAlteration = 'active' in action && isAlteration(active.find((run) => run.id === action.active.run));
    const makesAlteration = isInjection(action) && action.steps.some((step) => step.effect === 'alter');
    if (action.action === 'replace' && (undoesAlteration || makesAlteration)) {
      const { active: _, endReason: __, conflicts: ___, ...rest } = action;
      const undoing = { ...action, action: 'heal' } as const;
      // Nothing is active any more when it is made.
      const making = { ...rest, action: 'inject' } as const;
      if (undoesAlteration) first.push({ kind: 'alteration', actions: [undoing] });
      else rows.push(undoing);
      if (makesAlteration) last.push({ kind: 'alteration', actions: [making] });
      else rows.push(making);
    } else if (action.action === 'heal' && undoesAlteration) first.push({ kind: 'alteration', actions: [action] });
    else if (action.action === 'inject' && makesAlteration) last.push({ kind: 'alteration', actions: [action] });
    else rows.push(action);
  }
  return [...first, ...(rows.length > 0 ? [{ kind: 'rows', actions: rows } as const] : []), ...last];
}

/** Whether a run has altered tables; it has then changed no rows. */
export function isAlteration(run: Run | undefined): boolean {
  return run?.steps.some((step) => step.alteration !== undefined) ?? false;
}
