import { appliedJson, appliedReport, appliedRows, appliedText } from '../../cli/applied-report.ts';
import { converge } from '../../cli/commands/apply.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import type { ActionReport, TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';
import { withPlan } from '../with-plan.ts';
import { planned } from './plan.ts';

/** Converges targets to the scenario files, or carries a saved plan out. */
export async function apply(session: Session, inputs: Inputs, tell: TellOutputs): Promise<ActionReport> {
  const { planFile, scenarios, target, autoApprove, allowProduction, onConflict, lockTimeout, prune, concurrency } =
    inputs;
  const options = { target, autoApprove, allowProduction, onConflict, lockTimeout, prune, concurrency };
  tell({ 'has-changes': 'false' });
  const paths = planFile === '' ? scenarios : [planFile];
  const { plan, applied, failures } = await converge(session, paths, options, () => {});
  const injected = applied.flatMap((each) => each.injected);
  const undone = applied.flatMap((each) => each.undone);
  const rows = appliedRows(applied);
  tell({
    'has-changes': String(injected.length + undone.length > 0),
    'run-ids': JSON.stringify([...injected.map(({ id }) => id), ...undone.map(({ run }) => run)]),
    'rows-affected': String(rows.changed + rows.back),
    conflicts: String(undone.reduce((rows, run) => rows + run.skipped, 0)),
  });
  // Failures are told once, with what was done.
  const before = planned({ ...plan, failures: undefined }, session);
  return {
    markdown: withPlan(appliedReport(applied, failures), before.markdown),
    text: `${before.text}${appliedText(applied)}`,
    json: documentText(appliedJson(plan, applied, failures)),
    failures,
  };
}
