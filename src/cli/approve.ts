import { FaultlineError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { isInjection } from '../output/plan-counts.ts';
import { changeWarning } from './change-warning.ts';
import type { Session } from './session.ts';

export interface Approval {
  readonly autoApprove?: boolean | undefined;
  /** Names of production targets, typed out. */
  readonly allowProduction: readonly string[];
  /** The plan was saved and reviewed. */
  readonly isSaved: boolean;
}

/**
 * Lets a plan pass that somebody stands behind: a saved plan, `--auto-approve`, or a yes on the terminal; for
 * production the target's name, typed once more.
 * @throws PRODUCTION_NOT_ALLOWED, NOT_APPROVED; INTERRUPTED by Ctrl+C at the question
 */
export async function approve(session: Session, plan: Plan, approval: Approval): Promise<void> {
  const production = productionTargets(plan);
  checkProduction(production, approval.allowProduction);
  if (approval.isSaved || approval.autoApprove) return;
  if (!session.isInteractive) {
    throw new FaultlineError('NOT_APPROVED', 'nobody approved this plan; nothing was changed', {
      hint: 'Pass --auto-approve, or save the plan with `faultline plan --out plan.json`, review it, and apply the file.',
    });
  }
  session.write(changeWarning(plan, session.render([])));
  const isApproved = production.length > 0 ? await askForNames(session, production) : await askForYes(session);
  if (!isApproved) throw new FaultlineError('NOT_APPROVED', 'not approved; nothing was changed');
}

function checkProduction(production: readonly string[], allowed: readonly string[]): void {
  const target = production.find((name) => !allowed.includes(name));
  if (target === undefined) return;
  throw new FaultlineError('PRODUCTION_NOT_ALLOWED', `target "${target}" is production; nothing was changed`, {
    hint: `If you mean it, type its name: --allow-production ${target}`,
  });
}

/** Production targets that the plan breaks; what it heals there needs no leave. */
function productionTargets(plan: Plan): readonly string[] {
  const touched = plan.targets.filter(
    ({ environment, actions }) => environment === 'production' && actions.some(isInjection),
  );
  return touched.map(({ target }) => target);
}

async function askForYes({ signal }: Session): Promise<boolean> {
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({ message: 'Apply it?', initialValue: false, signal, withGuide: false });
  return typeof answer === 'symbol' ? stopped() : answer;
}

async function askForNames({ signal }: Session, names: readonly string[]): Promise<boolean> {
  const { text } = await import('@clack/prompts');
  for (const name of names) {
    const answer = await text({
      message: `To apply it to PRODUCTION, type the name of the target (${name}):`,
      signal,
      withGuide: false,
    });
    if (typeof answer === 'symbol') return stopped();
    if (answer !== name) return false;
  }
  return true;
}

function stopped(): never {
  throw new FaultlineError('INTERRUPTED', 'interrupted at the question');
}
