import { FaultlineError } from '../../model/errors.ts';
import { fromFailures } from '../../model/failure.ts';
import { hasLedger } from '../../ledger/prepare.ts';
import { releaseHolds } from '../../ledger/runs.ts';
import { inFleet } from '../../plan/fleet.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Targets } from '../declare/shared-options.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { chooseTargets, inConnection, openProject } from '../workspace.ts';

/** Ends the hold of a scenario: the next apply brings it back. */
export async function resume(
  session: Session,
  scenario: string,
  { target: names, concurrency }: Targets,
): Promise<number> {
  const project = await openProject(session);
  const { results, failures } = await inFleet(chooseTargets(project, names), concurrency, (target) =>
    inConnection(session, project, target, { readOnly: false }, async (connection) => {
      const { ledgerSchema } = connection.server;
      if (!(await hasLedger(connection, ledgerSchema))) return [];
      const holds = await releaseHolds(connection, ledgerSchema, project.name, scenario, target.name);
      return holds > 0 ? [target.name] : [];
    }),
  );
  const released = results.flat();
  if (released.length === 0 && failures.length > 0) throw fromFailures(failures);
  if (released.length === 0)
    throw new FaultlineError('UNKNOWN_RUN', `no scenario "${scenario}" is held`, {
      hint: 'See what is held with: faultline status',
    });
  session.write(
    inFormat(session.options.format, {
      text: () => `${scenario} is no longer held in ${released.join(', ')}: the next apply brings it back.\n`,
      json: () =>
        documentText({ formatVersion: 1, scenario, targets: released, ...(failures.length > 0 && { failures }) }),
    }),
  );
  return reportFailures(session, failures);
}
