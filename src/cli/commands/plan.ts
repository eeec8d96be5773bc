import { writeFile } from 'node:fs/promises';
import { exitCodes } from '../../model/error-codes.ts';
import { FaultlineError } from '../../model/errors.ts';
import { hasChanges } from '../../model/plan-changes.ts';
import { planJson, savedPlanJson } from '../../output/plan-json.ts';
import { planMarkdown } from '../../output/plan-markdown.ts';
import { planText } from '../../output/plan-text.ts';
import { inFormat } from '../choose-format.ts';
import { planWorkspace } from '../plan-workspace.ts';
import { isPlanFile } from '../read-plan-file.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { chooseTargets, openWorkspace } from '../workspace.ts';

export interface PlanOptions {
  readonly out?: string | undefined;
  readonly detailedExitcode?: boolean | undefined;
  readonly prune?: boolean | undefined;
  /** Targets at once; default 10. */
  readonly concurrency?: number | undefined;
  readonly target: readonly string[];
  /** Branch that these files are to be merged into; absent = the one that CI tells, else none. */
  readonly base?: string | undefined;
}

/** The dry-run diff; writes nothing in the target. */
export async function plan(session: Session, paths: readonly string[], options: PlanOptions): Promise<number> {
  if (options.out !== undefined && !isPlanFile([options.out])) {
    throw new FaultlineError('INVALID_ARGUMENT', `--out is "${options.out}", which does not end in .json`, {
      hint: 'Call it plan.json: that is how apply knows a saved plan.',
    });
  }
  const workspace = await openWorkspace(session, paths);
  const targets = chooseTargets(workspace.project, options.target);
  const made = await planWorkspace(session, workspace, {
    ...options,
    targets,
    prune: options.prune === true,
    isLookAhead: true,
  });
  const rendering = session.render(targets);
  session.write(
    inFormat(session.options.format, {
      text: () => planText(made, rendering),
      json: () => planJson(made, rendering),
      markdown: () => planMarkdown(made, rendering),
    }),
  );
  if (options.out !== undefined) {
    // Not redacted: a plan names targets, never their URLs, and a password such as "shop" must not cut holes into names.
    await writeFile(options.out, savedPlanJson(made), { mode: 0o600 });
    session.log.debug('plan saved', { path: options.out });
    if (session.options.format === 'text')
      session.write(`\nSaved. To apply exactly this plan: faultline apply ${options.out}\n`);
  }
  const failed = reportFailures(session, made.failures ?? []);
  if (failed !== exitCodes.done) return failed;
  return options.detailedExitcode && hasChanges(made) ? exitCodes.changes : exitCodes.done;
}
