import { FaultlineError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import type { Session } from './session.ts';

export interface Approval {
  readonly autoApprove?: boolean | undefined;
  /** Names of production targets, typed out. */
  readonly allowProduction: readonly string[];
  /** The plan was saved and reviewed. */
  readonly isSaved: boolean;
}

/**
 * Lets a plan pass that somebody stands behind: a saved plan, `--auto-approve`, or a yes on the terminal.
 * @throws PRODUCTION_NOT_ALLOWED, NOT_APPROVED
 */
export async function approve(session: Session, plan: Plan, approval: Approval): Promise<void> {
  checkProduction(plan, approval.allowProduction);
  if (approval.isSaved || approval.autoApprove) return;
  if (!session.isInteractive) {
    throw new FaultlineError('NOT_APPROVED', 'nobody approved this plan; nothing was changed', { hint: 'Pass --auto-approve, or save the plan with `faultline plan --out plan.json`, review it, and apply the file.' });
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const targets = plan.targets.map(({ target, environment }) => `${target} (${environment})`).join(', ');
  const answer = await confirm({ message: `This changes data in ${targets}. Apply it?`, initialValue: false });
  if (isCancel(answer) || !answer) throw new FaultlineError('NOT_APPROVED', 'not approved; nothing was changed');
}

function checkProduction(plan: Plan, allowed: readonly string[]): void {
  for (const { target, environment, actions } of plan.targets) {
    const isTouched = actions.some(({ action }) => action === 'inject' || action === 'replace');
    if (environment !== 'production' || !isTouched || allowed.includes(target)) continue;
    throw new FaultlineError('PRODUCTION_NOT_ALLOWED', `target "${target}" is production; nothing was changed`, { hint: `If you mean it, type its name: --allow-production ${target}` });
  }
}
