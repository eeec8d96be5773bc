import type { Run } from '../../model/run.ts';
import { count } from '../../output/format-number.ts';
import { inFleet } from '../../plan/fleet.ts';
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
interface Settled {
  readonly target: string;
  readonly runs: readonly Run[];
}

/** Settles runs that a crash left open. */
export async function recover(session: Session, options: RecoverOptions): Promise<number> {
  const project = await openProject(session);
  const { lockTimeout, concurrency } = options;
  const { results: settled, failures } = await inFleet(chooseTargets(project, options.target), concurrency, (target) =>
    inConnection(session, project, target, { readOnly: false, lockTimeout }, async (connection): Promise<Settled> => {
      const schema = connection.server.ledgerSchema;
      const runs = await settle(connection, { schema, actor: actor(), clock: session.clock, lockTimeout });
      return { target: target.name, runs };
    }),
  );
  session.write(
    inFormat(session.options.format, {
      text: () => settled.map(settledText).join(''),
      json: () =>
        documentText({
          formatVersion: 1,
          targets: settled.map(({ target, runs }) => ({
            target,
            runs: runs.map(({ id, scenario }) => ({ run: id, scenario })),
          })),
          ...(failures.length > 0 && { failures }),
        }),
    }),
  );
  return reportFailures(session, failures);
}

function settledText({ target, runs }: Settled): string {
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
