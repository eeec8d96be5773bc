import { catalog } from '../../anomaly/registry.ts';
import { isOwnTable } from '../../ledger/tables.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Project, Target } from '../../model/project.ts';
import { inspectionJson } from '../../output/inspection-json.ts';
import { inspectionText } from '../../output/inspection-text.ts';
import { tablesJson, tablesText } from '../../output/tables-text.ts';
import { inspectTable } from '../../plan/inspect.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';
import { chooseTargets, openConnection, openProject } from '../workspace.ts';

/** Tables of a target, or one table in full. The target may be left out where the project has one only. */
export async function inspect(
  session: Session,
  first: string | undefined,
  second: string | undefined,
): Promise<number> {
  const project = await openProject(session);
  const { target, table } = readWords(project, first, second);
  const connection = await openConnection(session, project, target, { readOnly: true });
  const options = session.render([target]);
  const { format } = session.options;
  await connection.begin('read only');
  if (table === undefined) {
    const tables = (await connection.listTables()).filter(
      ({ name }) => !isOwnTable(connection.server.ledgerSchema, name),
    );
    session.write(
      inFormat(format, {
        text: () => tablesText(target.name, tables, options),
        json: () => documentText(tablesJson(target.name, tables)),
      }),
    );
    return 0;
  }
  const inspection = await inspectTable(connection, catalog, table);
  session.write(
    inFormat(format, {
      text: () => inspectionText(inspection, target.name, options),
      json: () => documentText(inspectionJson(inspection, options)),
    }),
  );
  return 0;
}

/** `shop`, `shop orders`, `shop.public.orders`, or `orders` where there is one target only. */
function readWords(
  project: Project,
  first: string | undefined,
  second: string | undefined,
): { readonly target: Target; readonly table: string | undefined } {
  const only = project.targets.length === 1 ? project.targets[0] : undefined;
  if (first === undefined) {
    if (only) return { target: only, table: undefined };
    throw new FaultlineError('INVALID_ARGUMENT', 'the project has several targets', {
      hint: `Name one: ${project.targets.map(({ name }) => name).join(', ')}.`,
    });
  }
  const named = project.targets.find(({ name }) => name === first);
  if (named) return { target: named, table: second };
  const prefix = project.targets.find(({ name }) => first.startsWith(`${name}.`));
  if (prefix && second === undefined) return { target: prefix, table: first.slice(prefix.name.length + 1) };
  if (only && second === undefined) return { target: only, table: first };
  return { target: chooseTargets(project, [first])[0]!, table: second };
}
