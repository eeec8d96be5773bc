import type { TargetFailure } from '../../model/failure.ts';
import type { Run } from '../../model/run.ts';
import { count } from '../../output/format-number.ts';
import { inFleet, type FleetOutcome } from '../../plan/fleet.ts';
import { recover as settle } from '../../run/recover.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Targets } from '../declare/shared-options.ts';
import { reportFailures } from '../report-error.ts';
import type { Session } from '../session.ts';
import { actor, chooseTargets, inConnection, openProject } from '../workspace.ts';

export interface RecoverOptions extends Targets {
  readonly lockTimeout: number;
}

/** What was settled in one target. */
export interface Settled {
  readonly target: string;
  readonly runs: readonly Run[];
}

/** Settles runs that a crash left open. */
export async function recover(session: Session, options: RecoverOptions): Promise<number> {
  const { results, failures } = await settleTargets(session, options);
  session.write(
    inFormat(session.options.format, {
      text: () => settledText(results),
      json: () => settledJson(results, failures),
    }),
  );
  return reportFailures(session, failures);
}

/** The same, without a word about it. @throws the error itself where no target could be settled */
export async function settleTargets(session: Session, options: RecoverOptions): Promise<FleetOutcome<Settled>> {
  const project = await openProject(session);
  const { lockTimeout, concurrency } = options;
  return inFleet(chooseTargets(project, options.target), concurrency, (target) =>
    inConnection(session, project, target, { readOnly: false, lockTimeout }, async (connection): Promise<Settled> => {
      const schema = connection.server.ledgerSchema;
      const runs = await settle(connection, { schema, actor: actor(), clock: session.clock, lockTimeout });
      return { target: target.name, runs };
    }),
  );
}

/** The document of `--format json`. */
export function settledJson(settled: readonly Settled[], failures: readonly TargetFailure[]): string {
  return documentText({
    formatVersion: 1,
    targets: settled.map(({ target, runs }) => ({
      target,
      runs: runs.map(({ id, scenario }) => ({ run: id, scenario })),
    })),
    ...(failures.length > 0 && { failures }),
  });
}

/** A line for each target, two where runs of both kinds were settled. */
export function settledText(settled: readonly Settled[]): string {
  return settled.map(linesOf).join('');
}

function linesOf({ target, runs }: Settled): string {
  if (runs.length === 0) return `${target}: nothing was left open.\n`;
  const line = (some: readonly Run[], one: string, many: string) => {
    const names = some.map(({ id, scenario }) => `${scenario} (run ${id})`).join(', ');
    return some.length === 0
      ? ''
      : `${target}: ${count(some.length, 'run')} ${some.length === 1 ? one : many}: ${names}.\n`;
  };
  const [altering, prepared] = [true, false].map((is) => runs.filter((run) => (run.state === 'altering') === is));
  return (
    line(prepared!, 'had changed nothing yet and is forgotten', 'had changed nothing yet and are forgotten') +
    line(altering!, 'was altering its table and is taken back', 'were altering their tables and are taken back')
  );
}
