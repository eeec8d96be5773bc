import { formatAmplitude } from '../model/amplitude.ts';
import type { Connection } from '../model/engine.ts';
import { hasCode, FaultlineError } from '../model/errors.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { FrozenStep, PlannedStep } from '../model/plan.ts';
import type { Environment } from '../model/project.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable, type Key } from '../model/table.ts';
import { name, sql } from '../sql/sql.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import type { BoundStep, CompiledStep } from '../snapshot/compiled-step.ts';
import { whereCondition } from '../snapshot/conditions.ts';
import { formatInstant, parseInstant, type Microseconds } from '../snapshot/instant.ts';
import { exchangeOf } from '../snapshot/exchange-of.ts';
import { rowContext } from '../snapshot/row-context.ts';
import { isRowKey } from '../snapshot/row-key.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { candidatesOf, snapshotQuery } from '../snapshot/snapshot-query.ts';
import { formatVolumes } from '../snapshot/volume.ts';
import type { Binding } from './bind-step.ts';
import { chosenRows, isChosenByOccurrence } from './chosen-rows.ts';
import { countEligible } from './count-eligible.ts';
import { freezeSweep } from './freeze-sweep.ts';
import { measureStep, type Measurement } from './measure.ts';
import { arrivalsIn, isOverlaid, type EarlierStep, type Outlook } from './outlook.ts';
import { planAlteration } from './plan-alteration.ts';
import { planFiles } from './plan-files.ts';
import { predictStep } from './predict-step.ts';
import { reasonsOf } from './reasons.ts';
import { schemaDigest } from './schema-digest.ts';
import { hasWindow, stepWindows } from './step-windows.ts';
import { surveyBuckets } from './survey-buckets.ts';
import { takeSurvey, type SurveyResult } from './survey.ts';
import { lackingPrivileges, warningsOf } from './warnings.ts';

export interface StepPlan {
  readonly planned: PlannedStep;
  /** What later steps of the same apply see of it. */
  readonly earlier: EarlierStep;
}

export interface StepRequest {
  readonly scenario: Scenario;
  readonly index: number;
  readonly binding: Binding;
  readonly outlook: Outlook;
  readonly now: Microseconds;
  readonly environment: Environment;
}

/** The dry run of one step: at most three scans of its table, nothing written. */
export async function planStep(connection: Connection, request: StepRequest): Promise<StepPlan> {
  const { binding, now, scenario, index } = request;
  const { bound, keyOrigin, rows: source } = binding;
  if (bound.anomaly.effect === 'alter') return planAlteration(connection, request);
  if (bound.anomaly.effect === 'file') return planFiles(connection, request);
  await checkWhere(connection, bound, source, scenario, index);
  const survey = needsSurvey(bound) ? await takeSurvey(connection, bound, source, now) : undefined;
  const draft = await surveyBuckets(connection, freeze(bound, keyOrigin, survey, now), source, survey?.bounds.first);
  const context = rowContext(connection.dialect, draft, [], false);
  bound.anomaly.check?.(context);
  const counted = await countEligible(connection, draft, source, isChosenByOccurrence(draft));
  const { referenced } = counted;
  const chosen = { ...draft, frozen: { ...draft.frozen, ...chosenRows(draft, context, counted) } };
  const sweep = await freezeSweep(connection, chosen, source, scenario, index);
  const compiled = sweep === undefined ? chosen : { ...chosen, frozen: { ...chosen.frozen, sweep } };
  const scans = survey === undefined && !isOverlaid(request.outlook, bound.table.name) ? 2 : 1;
  const { exact, measured } = await measure(connection, compiled, request, scans);
  const lacking = await lackingPrivileges(connection, bound);
  const warnings = warningsOf(exact, measured, request.outlook, request.environment, lacking, referenced);
  return {
    planned: toPlanned(exact, measured, warnings, referenced, formatInstant(now)),
    earlier: toEarlier(connection, exact, source, scenario),
  };
}

/** Asks the database to read the condition, without reading a row, so that a mistake in it is shown at its place. */
async function checkWhere(
  connection: Connection,
  bound: BoundStep,
  source: RowSource,
  scenario: Scenario,
  index: number,
): Promise<void> {
  const place = scenario.placeOf(['steps', index, 'where']);
  try {
    const where = whereCondition(connection.dialect, bound);
    if (where) await connection.query(sql`select 1 as ${name('one')} from ${source} t where ${where} and 1 = 0`);
  } catch (error) {
    if (hasCode(error, 'UNSAFE_WHERE'))
      throw new FaultlineError('UNSAFE_WHERE', error.message, { place, hint: error.hint });
    if (hasCode(error, 'INVALID_SQL', 'UNKNOWN_COLUMN', 'UNKNOWN_TABLE', 'VALUE_OUT_OF_RANGE')) {
      throw new FaultlineError(
        'INVALID_WHERE',
        `the database does not understand the \`where\` of step "${bound.step.id}": ${error.message}`,
        {
          place,
          hint: error.hint ?? `Try it there: select count(*) from ${formatTable(bound.table.name)} where …`,
          cause: error,
        },
      );
    }
    throw error;
  }
}

function needsSurvey(bound: BoundStep): boolean {
  const { anomaly } = bound;
  return hasWindow(bound) || (isOfRows(anomaly) && (anomaly.survey !== undefined || anomaly.categories !== undefined));
}

function freeze(
  bound: BoundStep,
  origin: Key['origin'],
  survey: SurveyResult | undefined,
  now: Microseconds,
): CompiledStep {
  const windows = stepWindows(bound, survey?.bounds ?? { first: undefined, latest: undefined, now });
  const frozen: FrozenStep = {
    key: { columns: isRowKey(bound.key) ? ['row'] : bound.key.map((each) => each.name), origin },
    timeColumn: bound.time?.name,
    windows,
    statistics: survey?.statistics ?? {},
    eligible: 0,
    rows: 0,
    ...(isOfRows(bound.anomaly) && bound.anomaly.readsClock && { now: formatInstant(now) }),
  };
  return { ...bound, frozen };
}

/** A threshold that left too few rows (once in a hundred million) is given up. */
async function measure(
  connection: Connection,
  compiled: CompiledStep,
  { binding: { rows: source }, outlook }: StepRequest,
  scans: 1 | 2,
): Promise<{ exact: CompiledStep; measured: Measurement }> {
  const arrivals = arrivalsIn(outlook, compiled.table.name);
  const measured = await measureStep(connection, compiled, source, arrivals, scans);
  if (exchangeOf(compiled.anomaly))
    return { exact: { ...compiled, frozen: { ...compiled.frozen, rows: measured.rows } }, measured };
  if (measured.rows === compiled.frozen.rows || compiled.frozen.threshold === undefined)
    return { exact: compiled, measured };
  const exact = { ...compiled, frozen: { ...compiled.frozen, threshold: undefined } };
  return { exact, measured: await measureStep(connection, exact, source, arrivals, scans) };
}

function toPlanned(
  compiled: CompiledStep,
  measured: Measurement,
  warnings: readonly string[],
  referenced: number | undefined,
  now: string,
): PlannedStep {
  const { step, anomaly, table, subject, frozen } = compiled;
  return {
    id: step.id,
    anomaly: anomaly.id,
    placebo: step.placebo,
    effect: anomaly.effect,
    table: table.name,
    column: subject?.name,
    frozen,
    tableRows: measured.metrics.table.before.rows,
    referenced,
    which: reasonsOf(compiled, now),
    volume: formatVolumes(step),
    amplitude: step.amplitude && formatAmplitude(step.amplitude),
    columnType: subject?.type,
    metric: anomaly.metric,
    measure: step.measure,
    metrics: measured.metrics,
    series: measured.series,
    predictions: predictStep(compiled, measured, parseInstant(now)!),
    samples: measured.samples,
    digest: measured.digest,
    schemaDigest: schemaDigest(table),
    warnings,
  };
}

function toEarlier(
  { dialect }: Connection,
  compiled: CompiledStep,
  source: RowSource,
  scenario: Scenario,
): EarlierStep {
  const query = (from: RowSource) => snapshotQuery(dialect, compiled, candidatesOf(dialect, compiled, from), 'plan');
  return {
    scenario: scenario.name,
    id: compiled.step.id,
    table: compiled.table.name,
    column: compiled.subject?.name,
    snapshot: { effect: compiled.anomaly.effect, columns: snapshotColumns(compiled), rows: sql`(${query(source)})` },
    query,
  };
}
