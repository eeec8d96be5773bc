import { hasCode } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { hasChanges } from '../model/plan-changes.ts';
import type { FleetOutcome } from '../plan/fleet.ts';
import type { AppliedTarget } from './apply-target.ts';

/** A plan that nobody but the caller approves may be made anew when the data moved under it. */
const attempts = 3;

/** How a target is planned, approved and changed. */
export interface ConvergeRequest {
  /** The dry run of the one target. */
  readonly plan: () => Promise<Plan>;
  /** Throws where the plan must not pass. */
  readonly approve: (plan: Plan) => Promise<void>;
  readonly apply: (plan: Plan) => Promise<FleetOutcome<AppliedTarget>>;
  /** Told before it is planned again. */
  readonly onStale: () => void;
}

/** The plan that was carried out last, and what came of it; nothing where it had no changes. */
export interface Converged {
  readonly plan: Plan;
  readonly applied: readonly AppliedTarget[];
}

/** Plans and applies one target by itself, again where its data changed in between. @throws whatever planning and applying throw */
export async function convergeTarget({ plan, approve, apply, onStale }: ConvergeRequest): Promise<Converged> {
  for (let attempt = 1; ; attempt += 1) {
    const made = await plan();
    if (!hasChanges(made)) return { plan: made, applied: [] };
    await approve(made);
    try {
      const { results } = await apply(made);
      return { plan: made, applied: results };
    } catch (error) {
      if (!hasCode(error, 'STALE_PLAN') || attempt === attempts) throw error;
      onStale();
    }
  }
}
