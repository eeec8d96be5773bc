import { defaultConcurrency } from '../../model/project.ts';
import { inFleet } from '../../plan/fleet.ts';
import { rollbackScript } from '../../run/script/rollback-script.ts';
import type { Session } from '../session.ts';
import { actor, openConnection } from '../workspace.ts';
import { scriptFor, writeScripts } from '../write-script.ts';
import { rollbackPlaces, type RollbackOptions } from './rollback.ts';

export interface RollbackSqlOptions extends RollbackOptions {
  /** File for the script; absent = stdout. */
  readonly out?: string | undefined;
}

/** The statements that a rollback would run, as scripts for the databases' own clients; nothing is taken back. */
export async function rollbackSql(
  session: Session,
  what: string | undefined,
  options: RollbackSqlOptions,
): Promise<number> {
  const { places, failures: unread } = await rollbackPlaces(session, what, options);
  const targets = places.map(({ target }) => target);
  const does = `what \`faultline rollback ${what ?? '--all'}\` would run`;
  const { results, failures } = await inFleet(targets, options.concurrency ?? defaultConcurrency, async (target) => {
    const { root, project, known } = places.find((place) => place.target === target)!;
    const connection = await openConnection(session, { root }, target, { readOnly: true });
    const entries = await rollbackScript(connection, {
      schema: connection.server.ledgerSchema,
      what,
      project: project?.name,
      ...(known !== undefined && { target: { name: target.name, known } }),
      onConflict: options.onConflict,
      actor: actor(),
      clock: session.clock,
    });
    await connection.close();
    return scriptFor(target.name, connection, entries, does, session);
  });
  return writeScripts(session, results, [...unread, ...failures], options.out);
}
