import type { Run } from '../../model/run.ts';
import { count } from '../../output/format-number.ts';
import { recover as settle } from '../../run/recover.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';
import { actor, chooseTargets, openConnection, openProject } from '../workspace.ts';

/** Settles runs that a crash left open. */
export async function recover(session: Session, names: readonly string[], lockTimeout: number): Promise<number> {
  const project = await openProject(session);
  const settled: { readonly target: string; readonly runs: readonly Run[] }[] = [];
  for (const target of chooseTargets(project, names)) {
    const connection = await openConnection(session, project, target, { readOnly: false, lockTimeout });
    const runs = await settle(connection, {
      schema: connection.server.ledgerSchema,
      actor: actor(),
      clock: session.clock,
      lockTimeout,
    });
    settled.push({ target: target.name, runs });
  }
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
        }),
    }),
  );
  return 0;
}

function settledText({ target, runs }: { readonly target: string; readonly runs: readonly Run[] }): string {
  if (runs.length === 0) return `${target}: nothing was left open.\n`;
  const names = runs.map(({ id, scenario }) => `${scenario} (run ${id})`).join(', ');
  return `${target}: ${count(runs.length, 'run')} left open by a crash, as if never begun now: ${names}.\n`;
}
