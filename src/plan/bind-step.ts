import { anomalyOf } from '../model/anomaly-of.ts';
import type { Anomaly, Catalog } from '../model/anomaly.ts';
import type { Connection } from '../model/engine.ts';
import { type ErrorCode } from '../model/error-codes.ts';
import { FaultlineError } from '../model/errors.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { During, Scenario, Step } from '../model/scenario.ts';
import { formatTable, type Column, type Key, type Table, type TableName } from '../model/table.ts';
import { otherColumns } from '../snapshot/columns.ts';
import { freshColumns } from '../snapshot/fresh-key.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { findColumn } from './find-column.ts';
import { findTable } from './find-table.ts';
import { stepKey } from './step-key.ts';
import { isTimeColumn, timeColumnOf } from './time-column.ts';
import { unsafeTable, unsuitableColumn, unsuitableOther } from './unsuitable.ts';

/** A step whose names are found in the target, and how its key was found. */
export interface Binding {
  readonly bound: BoundStep;
  readonly keyOrigin: Key['origin'];
  /** The rows that the step comes to. */
  readonly rows: RowSource;
}

/**
 * Finds a step's table, columns and key in the target and refuses what cannot work, with the place in the file.
 * @param foresee the table as it will be when the step comes to it, after what the same apply does first
 * @param nameNow the name that it has now; absent = the same
 * @throws UNKNOWN_TABLE, UNKNOWN_COLUMN, UNSUITABLE_TABLE, UNSUITABLE_COLUMN, NO_KEY, NO_TIME_COLUMN
 */
export async function bindStep(
  connection: Connection,
  catalog: Catalog,
  scenario: Scenario,
  index: number,
  foresee: (table: Table) => { readonly table: Table; readonly rows: RowSource },
  nameNow?: (name: TableName) => TableName,
): Promise<Binding> {
  const step = scenario.steps[index]!;
  const anomaly = anomalyOf(catalog, step);
  const at = (...path: string[]) => ({ place: scenario.placeOf(['steps', index, ...path]) });
  const { table, rows } = foresee(await findTable(connection, step.table, at('table'), nameNow));
  refuse(noFiles(connection, anomaly), 'UNSUITABLE_TABLE', table, at('anomaly'));
  refuse(unsafeTable(scenario, anomaly, table), 'UNSUITABLE_TABLE', table, at('table'));

  const named = step.column === undefined ? undefined : findColumn(table, step.column, at('column'));
  if ('column' in step.select) findColumn(table, step.select.column, at('select'));
  for (const parameter of Object.keys(anomaly.others ?? {})) {
    const written = step.with[parameter];
    const others: readonly unknown[] = Array.isArray(written) ? written : [written];
    for (const other of others) if (typeof other === 'string') findColumn(table, other, at('with', parameter));
  }
  const time = findTime(table, step, anomaly, at(step.measure?.time === undefined ? 'during' : 'measure'));
  const subject = named ?? (anomaly.effect === 'update' ? time : undefined);
  const { columns, origin } = await stepKey(connection, { step, anomaly, table, subject, time }, rows, at('key'));
  const bound: BoundStep = { step, anomaly, seed: scenario.seed, table, key: columns, subject, time };

  refuse(
    subject && unsuitableColumn(anomaly, table, columns, subject),
    'UNSUITABLE_COLUMN',
    table,
    at('column'),
    subject,
  );
  for (const { parameter, column, reason } of unsuitableOthers(bound))
    refuse(reason, 'UNSUITABLE_COLUMN', table, at('with', parameter), column);
  refuse(unsuitableRows(connection, bound), 'UNSUITABLE_TABLE', table, at('anomaly'));
  return { bound, keyOrigin: origin, rows };
}

/** Files can be broken where there are some. */
function noFiles({ files }: Connection, { effect, id }: Anomaly): string | undefined {
  if (effect !== 'file' || files !== undefined) return undefined;
  return `is not made of files, and ${id} breaks files: it is for targets of a folder of files`;
}

/** Why another column that the step's `with` names does not suit. */
function unsuitableOthers(bound: BoundStep) {
  return otherColumns(bound).map(({ parameter, column }) => ({
    parameter,
    column,
    reason: unsuitableOther({ ...bound, subject: bound.subject! }, parameter, column),
  }));
}

function unsuitableRows(connection: Connection, bound: BoundStep): string | undefined {
  const { anomaly, table, step } = bound;
  if (anomaly.effect !== 'insert' && anomaly.effect !== 'delete') return undefined;
  if (anomaly.effect === 'insert') {
    const fresh = freshColumns(bound);
    if ('reason' in fresh) return fresh.reason;
  }
  return anomaly.unsuitable?.({ dialect: connection.dialect, table, step, with: step.with });
}

function findTime(
  table: Table,
  step: Step,
  anomaly: Anomaly,
  details: { place: ReturnType<Scenario['placeOf']> },
): Column | undefined {
  if (!isOfRows(anomaly)) return undefined;
  const wanted = timeOf(step.during) ?? step.measure?.time;
  const time = wanted === undefined ? timeColumnOf(table) : findColumn(table, wanted, details);
  if (time !== undefined && !isTimeColumn(time)) {
    throw new FaultlineError(
      'UNSUITABLE_COLUMN',
      `column "${time.name}" of ${formatTable(table.name)} holds no dates or timestamps (${time.type})`,
      {
        ...details,
        hint: 'Name another one in `during: {column: …}`, or write `during: all`.',
      },
    );
  }
  const needsTime =
    anomaly.window?.needsTime === true ||
    step.frequency !== undefined ||
    (step.during !== undefined && step.during !== 'all');
  if (time === undefined && needsTime) {
    throw new FaultlineError(
      'NO_TIME_COLUMN',
      `table ${formatTable(table.name)} has no date or timestamp column, which step "${step.id}" (${anomaly.id}) needs`,
      {
        ...details,
        hint:
          anomaly.window?.needsTime === true
            ? 'Choose a table that has one, or another anomaly.'
            : 'Write `during: all`, or choose a table that has one.',
      },
    );
  }
  return time;
}

function timeOf(during: During | undefined): string | undefined {
  return during === undefined || during === 'all' ? undefined : during.column;
}

function refuse(
  reason: string | undefined,
  code: ErrorCode,
  table: Table,
  details: { place: ReturnType<Scenario['placeOf']> },
  column?: Column,
): void {
  if (reason === undefined) return;
  const subject =
    column === undefined ? `table ${formatTable(table.name)}` : `column "${column.name}" of ${formatTable(table.name)}`;
  throw new FaultlineError(code, `${subject} ${reason}`, {
    ...details,
    hint: `See what suits this table with: faultline inspect … ${formatTable(table.name)}`,
  });
}
