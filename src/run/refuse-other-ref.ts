import { FaultlineError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';

/**
 * A plan decides for one branch what of its runs stays and goes, and its runs are that branch's ever after: applied on
 * another one they would be nobody's.
 * @param ref branch or tag that the plan is applied on; empty or absent where it is not known
 * @throws STALE_PLAN where both are known and differ
 */
export function refuseOtherRef({ origin }: Pick<Plan, 'origin'>, ref: string | undefined): void {
  if (!ref || origin.ref === '' || ref === origin.ref) return;
  throw new FaultlineError('STALE_PLAN', `the plan was made for ${origin.ref}, this is ${ref}`, {
    hint: `Apply it on ${origin.ref}, or plan again for ${ref}: here, or beforehand with --base ${ref}.`,
  });
}
