import type { Connection } from '../model/engine.ts';
import type { Effect } from '../model/anomaly.ts';
import { FaultlineError } from '../model/errors.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Run } from '../model/run.ts';
import type { Scenario } from '../model/scenario.ts';
import { formatTable, isSameTable, type Column } from '../model/table.ts';
import type { Sql } from '../model/sql.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { columnsMade } from '../snapshot/alteration.ts';
import { changedColumns } from '../snapshot/columns.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import type { EarlierStep } from './outlook.ts';

/** A step of another scenario that is active, or will be by the same apply. */
interface Other {
  readonly owner: string;
  readonly effect: Effect;
  readonly columns: SnapshotColumns;
  readonly rows: Sql | undefined;
  /** Columns that an alteration has given their name or type. */
  readonly made?: readonly string[] | undefined;
}

/**
 * Refuses what could not be taken back independently: an update over another's update is fine, its rollback hands
 * values down; any other two that meet in a row, and an alteration of what a snapshot holds, are not.
 * @throws OVERLAPS_ACTIVE_RUN
 */
export async function refuseOverlaps(
  connection: Connection,
  scenario: Scenario,
  index: number,
  bound: BoundStep,
  own: EarlierStep | undefined,
  active: readonly Run[],
  earlier: readonly EarlierStep[],
): Promise<void> {
  const table = formatTable(bound.table.name);
  const others: Other[] = [
    ...active.flatMap((run) =>
      run.steps
        .filter((step) => isSameTable(step.table, bound.table.name))
        .map((step) => ({
          owner: `run ${run.id} (${run.scenario})`,
          effect: step.effect,
          columns: step.columns,
          rows: step.snapshot && connection.dialect.table(step.snapshot),
          made: step.alteration && columnsMade(step.alteration),
        })),
    ),
    ...earlier
      .filter((step) => step.scenario !== scenario.name && isSameTable(step.table, bound.table.name))
      .map((step) => ({
        owner: `scenario ${step.scenario}`,
        effect: step.snapshot.effect,
        columns: step.snapshot.columns,
        rows: step.snapshot.rows,
      })),
  ];
  for (const other of others) {
    const reason = await overlapOf(connection, bound, own, other);
    if (reason === undefined) continue;
    throw new FaultlineError(
      'OVERLAPS_ACTIVE_RUN',
      `step "${bound.step.id}" ${reason} that ${other.owner} holds in ${table}`,
      {
        place: scenario.placeOf(['steps', index]),
        hint: 'Roll that one back first, or choose other rows.',
      },
    );
  }
}

async function overlapOf(
  connection: Connection,
  bound: BoundStep,
  own: EarlierStep | undefined,
  other: Other,
): Promise<string | undefined> {
  const { effect } = bound.anomaly;
  const byRow = refusedByRow(bound, own, other);
  if (byRow !== undefined) return byRow;
  if (effect === 'file') return 'would break files with rows, or a shape,';
  if (other.effect === 'file') return 'would change a table of files';
  if (effect === 'alter') return overlapOfAlteration(bound, other);
  if (other.effect === 'alter') return overAlteration(bound, other);
  if (effect === 'insert' || other.effect === 'delete') return undefined;
  const moved = bound.key.find((each) => other.effect === 'update' && isAmong(other.columns.after, each.name));
  if (moved !== undefined) return `would find rows again by column "${moved.name}", values of`;
  if (effect === 'update' && other.effect === 'update' && isIndependent(bound, own!, other)) return undefined;
  if (!hasSameKey(own!, other)) return `would ${effect} rows by another key than the rows`;
  const shared = await sharedRows(connection, own!, other);
  return shared === 0 ? undefined : `would ${effect} ${shared} rows`;
}

/** Rows that are known by all that they hold are not found again once anything in them, or like them, is changed. */
function refusedByRow({ anomaly }: BoundStep, own: EarlierStep | undefined, other: Other): string | undefined {
  const verb = anomaly.effect === 'file' ? 'break' : anomaly.effect === 'insert' ? 'copy' : anomaly.effect;
  if (other.columns.whole) return `would ${verb} rows, or their shape, beside rows known by all that they hold`;
  if (own?.snapshot.columns.whole) return `would ${verb} rows, known by all that they hold, beside rows`;
  const keepsKey = anomaly.effect === 'insert' && anomaly.keepsKey === true;
  if (!keepsKey || own === undefined || other.columns.key.length === 0 || hasSameKey(own, other)) return undefined;
  return 'would let keys come twice beside rows';
}

/** What a snapshot holds has to be found again under its name; a table that is away holds nothing for anybody. */
function overlapOfAlteration({ anomaly, subject }: BoundStep, other: Other): string | undefined {
  if (subject === undefined) {
    const takesTable = anomaly.effect === 'alter' && anomaly.takesTable === true;
    return takesTable || other.effect === 'alter' ? 'would alter a table with rows' : undefined;
  }
  return holdsColumn(other, subject.name) ? `would alter column "${subject.name}"` : undefined;
}

/** Two updates are where they share no column, or one column alone, whose values are then handed up and down. */
function isIndependent(bound: BoundStep, own: EarlierStep, other: Other): boolean {
  const changed = changedColumns(bound);
  if (!changed.some((each) => holdsColumn(other, each.name))) return true;
  return hasSameKey(own, other) && changed.length === 1 && other.columns.after.length === 1;
}

/** A snapshot that holds a column by its new name could not be taken back once the old one is there again. */
function overAlteration(bound: BoundStep, { made }: Other): string | undefined {
  if (bound.anomaly.effect !== 'update') return 'would keep whole rows of a table shape';
  const held = [...bound.key, ...changedColumns(bound)].find((each) => made?.includes(each.name));
  return held === undefined ? undefined : `would keep values of column "${held.name}", a name or type`;
}

function holdsColumn(other: Other, wanted: string): boolean {
  if (other.effect === 'alter') return true;
  return isAmong([...other.columns.key, ...other.columns.before, ...other.columns.after], wanted);
}

function isAmong(columns: readonly Column[], wanted: string): boolean {
  return columns.some((each) => each.name === wanted);
}

function hasSameKey(own: EarlierStep, other: Other): boolean {
  const { key } = own.snapshot.columns;
  return (
    key.length === other.columns.key.length && key.every((each, index) => each.name === other.columns.key[index]!.name)
  );
}

async function sharedRows(connection: Connection, own: EarlierStep, other: Other): Promise<number> {
  const { key } = own.snapshot.columns;
  const meets = key.map((_, index) => sql`${column('fl_s', `k${index + 1}`)} = ${column('o', `k${index + 1}`)}`);
  const [row] = await connection.query(sql`select count(*) as ${name('shared')} from ${own.snapshot.rows} fl_s
    join ${other.rows!} o on ${join(meets, sql` and `)}`);
  return Number(row!['shared']);
}
