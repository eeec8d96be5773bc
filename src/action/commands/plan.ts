import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { planWorkspace } from '../../cli/plan-workspace.ts';
import type { Session } from '../../cli/session.ts';
import { chooseTargets, openWorkspace } from '../../cli/workspace.ts';
import type { Plan } from '../../model/plan.ts';
import { hasChanges } from '../../model/plan-changes.ts';
import { actionsOf } from '../../output/plan-counts.ts';
import { planJson, savedPlanJson } from '../../output/plan-json.ts';
import { planReport } from '../../output/plan-report.ts';
import { planText } from '../../output/plan-text.ts';
import { plannedRows } from '../../output/row-amounts.ts';
import type { ActionReport, TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** The dry-run diff, saved where a plan file is named. */
export async function plan(session: Session, inputs: Inputs, tell: TellOutputs): Promise<ActionReport> {
  const workspace = await openWorkspace(session, inputs.scenarios);
  const targets = chooseTargets(workspace.project, inputs.target);
  const { prune, lockTimeout, concurrency } = inputs;
  const scope = { targets, prune, lockTimeout, concurrency, isLookAhead: true };
  const made = await planWorkspace(session, workspace, scope);
  const rows = plannedRows(actionsOf(made));
  tell({
    'has-changes': String(hasChanges(made)),
    'rows-affected': String(rows.changed + rows.back),
    conflicts: String(plannedConflicts(made)),
  });
  if (inputs.planFile !== '') {
    const path = resolve(inputs.planFile);
    await mkdir(dirname(path), { recursive: true });
    // Not redacted: a plan names targets, never their URLs, and a password such as "shop" must not cut holes into names.
    await writeFile(path, savedPlanJson(made), { mode: 0o600 });
    tell({ 'plan-file': path });
  }
  return planned(made, session);
}

/** A plan as the report of a step: values are masked, of production there are fewer figures. */
export function planned(made: Plan, session: Session): ActionReport {
  const rendering = session.render(made.targets);
  return {
    markdown: planReport(made, rendering),
    text: planText(made, rendering),
    json: planJson(made, rendering),
    failures: made.failures ?? [],
  };
}

function plannedConflicts(made: Plan): number {
  return actionsOf(made).reduce((rows, action) => rows + ('conflicts' in action ? action.conflicts : 0), 0);
}
