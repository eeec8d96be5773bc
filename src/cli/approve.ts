import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { FaultlineError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { isInjection } from '../model/plan-changes.ts';
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
 * @throws PRODUCTION_NOT_ALLOWED, NOT_APPROVED; AbortError by a signal at the question
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
  const wanted = production.length > 0 ? production : ['yes'];
  const wrong = await firstWrongAnswer(session, wanted);
  if (wrong !== undefined) {
    throw new FaultlineError('NOT_APPROVED', 'not approved; nothing was changed', {
      hint: `To approve it, type ${wrong}.`,
    });
  }
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

/**
 * Asks for words to be typed, since a single key is soon hit by mistake. The terminal stays as it is: Ctrl+C is a
 * SIGINT, and what was asked remains on the screen.
 * @returns the first word that was not typed
 */
async function firstWrongAnswer({ signal, progress }: Session, wanted: readonly string[]): Promise<string | undefined> {
  progress.stop();
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  const ended = once(terminal, 'close').then(() => '\n');
  try {
    for (const word of wanted) {
      const what = word === 'yes' ? 'yes' : `the name of the production target, ${word},`;
      const answer = await Promise.race([terminal.question(`Type ${what} to apply it: `, { signal }), ended]);
      if (answer === '\n') process.stdout.write('\n');
      if (answer.trim() !== word) return word;
    }
    return undefined;
  } finally {
    terminal.close();
  }
}
