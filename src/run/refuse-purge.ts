import { FaultlineError } from '../model/errors.ts';
import { isOpen, type Run } from '../model/run.ts';

/**
 * Refuses to drop a ledger that is still needed: nothing may be active or open, whosever it is, and runs of other
 * projects only where somebody says so.
 * @throws RECOVERY_NEEDED, LEDGER_IN_USE
 */
export function refusePurge(runs: readonly Run[], project: string, allProjects: boolean): void {
  const open = runs.filter(isOpen);
  if (open.length > 0) {
    throw new FaultlineError('RECOVERY_NEEDED', `somebody is at work, or a crash left open: ${named(open, project)}`, {
      hint: 'Settle it with: faultline recover. Then purge again.',
    });
  }
  const active = runs.filter(({ state }) => state === 'applied');
  if (active.length > 0) {
    throw new FaultlineError('LEDGER_IN_USE', `runs are active: ${named(active, project)}; nothing was dropped`, {
      hint: wayBack(active, project),
    });
  }
  const foreign = runs.filter((run) => run.project !== project);
  if (foreign.length === 0 || allProjects) return;
  const projects = [...new Set(foreign.map((run) => run.project))].join(', ');
  throw new FaultlineError(
    'LEDGER_IN_USE',
    `this ledger holds runs of other projects: ${projects}; nothing was dropped`,
    {
      hint: 'They have all ended. To drop them as well: --all-projects',
    },
  );
}

/** Only what is in the way: in other targets of the project nothing need be taken back. */
function wayBack(active: readonly Run[], project: string): string {
  const targets = [...new Set(active.filter((run) => run.project === project).map(({ target }) => target))];
  const own = targets.map((target) => `faultline rollback --all --target ${target}`).join(', ');
  const others = 'Those of other projects are taken back there, or with --all --url.';
  return own === '' ? others : `Take them back with: ${own}. ${others}`;
}

function named(runs: readonly Run[], project: string): string {
  const names = runs.map(
    (run) => `${run.scenario} (run ${run.id}${run.project === project ? '' : ` of ${run.project}`})`,
  );
  return names.join(', ');
}
