import { catalog } from '../../anomaly/registry.ts';
import { engineFor } from '../../engine/registry.ts';
import type { Effect } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { GrantRequest } from '../../model/grants.ts';
import type { Project, Target } from '../../model/project.ts';
import { grantsText } from '../../output/grants-text.ts';
import { grantedTable, grantedTables, type Need, needsOf } from '../../plan/granted-tables.ts';
import { parseTableName } from '../../plan/parse-table-name.ts';
import { bindScenarios } from '../../plan/place-scenarios.ts';
import { scenariosOf } from '../../scenario/scenarios-of.ts';
import { loadScenarios } from '../../scenario/load-scenarios.ts';
import { resolveSecrets } from '../../scenario/secrets.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { oneTarget } from '../one-target.ts';
import type { Session } from '../session.ts';
import { openConnection, openProject } from '../workspace.ts';

export interface GrantsOptions {
  /** As the database names it; absent = the one that the target's URL connects as. */
  readonly user?: string | undefined;
  /** Absent = those of the project's scenarios. */
  readonly tables?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
  /** Do not look into the target. */
  readonly offline?: boolean | undefined;
}

/** Of a table that is named there is no step that says what becomes of its rows. */
const anyChange: readonly Effect[] = ['update', 'insert', 'delete'];

/** The SQL that gives a user the least privileges that Faultline needs in a target; nothing is granted here. */
export async function grants(session: Session, wanted: string, options: GrantsOptions): Promise<number> {
  const project = await openProject(session);
  const target = oneTarget(project, wanted);
  const { value: url, secrets } = await resolveSecrets(target.url);
  for (const secret of secrets) session.hide(secret);
  const engine = await engineFor(url);
  const request =
    options.offline === true
      ? await requestOffline(project, target, options, options.user ?? engine.userAt?.(url))
      : await requestFrom(session, project, target, options);
  const made = engine.grants(request);
  const product = engine.productAt?.(url) ?? engine.dialect.product;
  const kind = request.isReadOnly ? 'to plan and inspect' : 'to plan, apply and roll back';
  const title = `What ${request.user} needs ${kind} in target ${target.name} (${product}). To be run by whoever may grant it.`;
  session.write(
    inFormat(session.options.format, {
      text: () => grantsText(title, made),
      json: () =>
        documentText({
          formatVersion: 1,
          target: target.name,
          product,
          user: request.user,
          isReadOnly: request.isReadOnly,
          grants: made.map(({ why, statement }) => ({ why, statement: statement ?? null })),
        }),
    }),
  );
  return 0;
}

/** The tables that are named, else those that the project's scenarios touch in the target. */
async function needsIn(project: Project, target: Target, { tables }: GrantsOptions): Promise<readonly Need[]> {
  if (tables !== undefined) return tables.map((table) => ({ table, effects: anyChange }));
  const { scenarios } = await loadScenarios(project, catalog);
  const own = scenariosOf(target.name, scenarios);
  return needsOf(bindScenarios(undefined, target, own, catalog).scenarios, catalog);
}

async function requestFrom(
  session: Session,
  project: Project,
  target: Target,
  options: GrantsOptions,
): Promise<GrantRequest> {
  const { user, readOnly = false } = options;
  const connection = await openConnection(session, project, target, { readOnly: true });
  await connection.begin('read only');
  const needs = await needsIn(project, target, options);
  return {
    user: user ?? (connection.server.user || 'anybody'),
    database: connection.server.database,
    ledgerSchema: target.ledgerSchema,
    isReadOnly: readOnly,
    tables: await grantedTables(connection, needs, readOnly),
  };
}

async function requestOffline(
  project: Project,
  target: Target,
  options: GrantsOptions,
  user: string | undefined,
): Promise<GrantRequest> {
  const { readOnly = false } = options;
  if (user === undefined) {
    throw new FaultlineError(
      'INVALID_ARGUMENT',
      'the URL of the target names no user, and without a look into the target nobody knows for whom',
      {
        hint: 'Say it with --user, or leave --offline out.',
      },
    );
  }
  const tables = (await needsIn(project, target, options)).map(({ table, effects }) => {
    const name = parseTableName(table, '');
    if (name !== undefined && name.schema !== '') return grantedTable(name, effects, readOnly);
    throw new FaultlineError('INVALID_ARGUMENT', `without a look into the target nobody knows where "${table}" is`, {
      hint: 'Name its schema as well: schema.table. Or leave --offline out.',
    });
  });
  return { user, ledgerSchema: target.ledgerSchema, isReadOnly: readOnly, tables };
}
