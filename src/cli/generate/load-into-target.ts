import { loadTables } from '../../dataset/target/load-tables.ts';
import type { TargetParameters } from '../../dataset/target/target-parameters.ts';
import { FaultlineError, hasCode } from '../../model/errors.ts';
import { globPattern } from '../../model/glob.ts';
import type { Target } from '../../model/project.ts';
import { formatTable } from '../../model/table.ts';
import { createDatabase } from '../../plan/open-target.ts';
import type { MadeTable } from '../../output/made-text.ts';
import { formatRows } from '../../output/format-number.ts';
import type { Session } from '../session.ts';
import { chooseTargets, inConnection, openProject } from '../workspace.ts';
import { fingerprintOf } from '../../dataset/fingerprint-of.ts';
import type { Making } from './making.ts';
import { makingProgress } from './making-progress.ts';

/** Loads the tables into a target of faultline.yaml. @throws PRODUCTION_NOT_ALLOWED, PROTECTED_TABLE, UNKNOWN_TARGET */
export async function loadIntoTarget(session: Session, making: Making): Promise<readonly MadeTable[]> {
  const parameters = making.output.with as TargetParameters;
  const project = await openProject(session);
  const target = chooseTargets(project, [parameters.name])[0]!;
  refuseProduction(target);
  const observe = makingProgress(session);
  if (parameters.create && (await createDatabase(project, target, session.hide)))
    session.log.info('database made', { target: target.name });
  return inConnection(session, project, target, { readOnly: false }, async (connection) => {
    const schema = parameters.schema ?? connection.server.defaultSchema;
    refuseProtected(target, schema, making);
    const loaded = await loadTables({
      connection,
      sources: making.sources,
      parameters,
      fingerprint: fingerprintOf(making.configuration),
      isContinued: making.isContinued,
      isForced: making.isForced,
      log: session.log,
      observe: (table, rows, of) => observe({ table, rows, of }),
    }).catch((error: unknown) => {
      if (!session.signal.aborted) throw withDay(error, making);
      throw new FaultlineError('INTERRUPTED', `interrupted by ${String(session.signal.reason)}`, {
        hint: 'Go on with --continue, or begin anew with --force, which drops the tables that were made.',
        cause: error,
      });
    });
    session.changed.add(target.name);
    return loaded.map(({ table, loaded: rows, rejected, isCreated }) => ({
      table: table.name,
      rows,
      columns: making.sources.find((source) => source.table.name.name === table.name)!.table.columns.length,
      places: [`${target.name}: ${formatTable(table)}${isCreated ? ', a new table' : ''}`],
      rejected,
      notes: rejected === 0 ? [] : [`${formatRows(rejected)} refused by the database and left out; the log names them`],
    }));
  });
}

/** The note of a load holds a fingerprint only: which part of the configuration differs is for people to see. */
function withDay(error: unknown, { dataset }: Making): unknown {
  if (!hasCode(error, 'STALE_PLAN')) return error;
  return new FaultlineError('STALE_PLAN', error.message, {
    hint: `Go on with the file, the options, the version of Faultline and the day as they were (--now <day>; now it is ${dataset.now}), or begin anew with --force, which drops the tables that it had made.`,
    cause: error,
  });
}

function refuseProduction({ name, environment }: Target): void {
  if (environment === 'production')
    throw new FaultlineError('PRODUCTION_NOT_ALLOWED', `target "${name}" is production; nothing was changed`, {
      hint: 'Load synthetic data into a database that is not.',
    });
}

function refuseProtected({ name, protect }: Target, schema: string, { sources }: Making): void {
  for (const { table } of sources) {
    const full = formatTable({ schema, name: table.name.name });
    if (protect.some((glob) => globPattern(glob).test(full)))
      throw new FaultlineError('PROTECTED_TABLE', `target "${name}" protects the table ${full}; nothing was changed`, {
        hint: 'Load into another schema, or another target.',
      });
  }
}
