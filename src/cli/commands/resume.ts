import { FaultlineError } from '../../model/errors.ts';
import { hasLedger } from '../../ledger/prepare.ts';
import { releaseHolds } from '../../ledger/runs.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';
import { chooseTargets, openConnection, openProject } from '../workspace.ts';

/** Ends the hold of a scenario: the next apply brings it back. */
export async function resume(session: Session, scenario: string, names: readonly string[]): Promise<number> {
  const project = await openProject(session);
  const released: string[] = [];
  for (const target of chooseTargets(project, names)) {
    const connection = await openConnection(session, project, target, { readOnly: false });
    if (!(await hasLedger(connection, connection.server.ledgerSchema))) continue;
    if ((await releaseHolds(connection, connection.server.ledgerSchema, project.name, scenario, target.name)) > 0)
      released.push(target.name);
  }
  if (released.length === 0)
    throw new FaultlineError('UNKNOWN_RUN', `no scenario "${scenario}" is held`, {
      hint: 'See what is held with: faultline status',
    });
  session.write(
    inFormat(session.options.format, {
      text: () => `${scenario} is no longer held in ${released.join(', ')}: the next apply brings it back.\n`,
      json: () => documentText({ formatVersion: 1, scenario, targets: released }),
    }),
  );
  return 0;
}
