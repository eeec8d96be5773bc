import type { Alteration, Declaration, DeclaredColumn } from '../model/alteration.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatTable, isSameTable } from '../model/table.ts';
import { column, name, sql } from '../sql/sql.ts';
import { fitsType } from '../snapshot/converted.ts';
import type { StepRequest } from './plan-step.ts';

/**
 * Refuses an alteration that would break or lose something for good, with its name.
 * @throws UNSUITABLE_COLUMN, UNSUPPORTED
 */
export async function refuseAlteration(
  connection: Connection,
  request: StepRequest,
  alteration: Alteration,
  declaration: Declaration,
): Promise<void> {
  refuseSecond(request, alteration);
  const moved = columnsMoved(connection, alteration, declaration);
  for (const each of moved) refuseDependents(request, alteration, each);
  if (alteration.change === 'reorder columns' && moved.length > 0) refuseUnwritable(request);
  if (alteration.change === 'retype column') await refuseUnfit(connection, request, alteration);
}

/** Columns that the alteration takes away, for good or to put them back. */
export function columnsMoved(
  { dialect }: Connection,
  alteration: Alteration,
  { columns }: Declaration,
): readonly DeclaredColumn[] {
  switch (alteration.change) {
    case 'drop column':
    case 'retype column':
      return [alteration.declared];
    case 'reorder columns': {
      const { from, to } = alteration;
      const { movedColumns } = dialect.reshaping;
      const moved = new Set([...movedColumns(from, to), ...movedColumns(to, from)]);
      return columns.filter((each) => moved.has(each.column.name));
    }
    case 'rename column':
    case 'add column':
    case 'rename table':
    case 'break files':
      return [];
  }
}

function refuseDependents(
  { binding, scenario, index }: StepRequest,
  { change }: Alteration,
  moved: DeclaredColumn,
): void {
  const { column: own, dependents } = moved;
  const reasons = own.isComputed ? [...dependents, 'the table itself, which computes it'] : dependents;
  if (reasons.length === 0) return;
  const owner = formatTable(binding.bound.table.name);
  const verbs = { 'drop column': 'dropped', 'retype column': 'given another type' } as const;
  const verb = change === 'drop column' || change === 'retype column' ? verbs[change] : 'put elsewhere';
  throw new FaultlineError(
    'UNSUITABLE_COLUMN',
    `column "${own.name}" of ${owner} cannot be ${verb} and given back whole: it is needed by ${reasons.join(', ')}`,
    {
      place: scenario.placeOf(['steps', index]),
      hint: 'Take that away first if it may go, or choose another column.',
    },
  );
}

/** Columns that are made again elsewhere are filled by an update of every row. */
function refuseUnwritable({ binding, scenario, index }: StepRequest): void {
  const { name: title, triggers, changeBlocker } = binding.bound.table;
  const firing = scenario.allowTriggers ? [] : triggers;
  const reason =
    firing.length > 0
      ? `has triggers (${firing.join(', ')}), which would fire for every row. Set \`allowTriggers: true\` in the scenario if that is wanted`
      : changeBlocker;
  if (reason === undefined) return;
  throw new FaultlineError('UNSUITABLE_TABLE', `table ${formatTable(title)} ${reason}`, {
    place: scenario.placeOf(['steps', index, 'table']),
  });
}

/** Alterations of one table go together where none of them has to put back what hangs on a column. */
function refuseSecond({ binding, scenario, index, outlook }: StepRequest, alteration: Alteration): void {
  const { table } = binding.bound;
  const first = outlook.earlier.find(
    (each) => each.scenario === scenario.name && each.alteration !== undefined && isSameTable(each.table, table.name),
  );
  if (first?.alteration === undefined || (isPlain(first.alteration) && isPlain(alteration))) return;
  throw new FaultlineError(
    'UNSUPPORTED',
    `steps "${first.id}" and "${binding.bound.step.id}" both alter ${formatTable(table.name)}, and could not be taken back independently`,
    { place: scenario.placeOf(['steps', index]), hint: 'Leave one of them out.' },
  );
}

function isPlain(alteration: Alteration): boolean {
  switch (alteration.change) {
    case 'rename column':
    case 'add column':
      return true;
    case 'drop column':
    case 'retype column':
    case 'reorder columns':
    case 'rename table':
    case 'break files':
      return false;
  }
}

/** Values that the other type cannot hold. */
async function refuseUnfit(
  connection: Connection,
  { binding, scenario, index }: StepRequest,
  { declared, to }: Extract<Alteration, { change: 'retype column' }>,
): Promise<void> {
  const { dialect } = connection;
  const value = column('t', declared.column.name);
  const fits = fitsType(dialect, value, declared.column, to);
  if (fits === undefined) return;
  const [row] = await connection.query(
    sql`select count(*) as ${name('unfit')} from ${binding.rows} t where ${value} is not null and not (${fits})`,
  );
  const unfit = Number(row!['unfit']);
  if (unfit === 0) return;
  throw new FaultlineError(
    'VALUE_OUT_OF_RANGE',
    `${unfit} values of ${formatTable(binding.bound.table.name)}.${declared.column.name} do not fit in ${to.type}`,
    { place: scenario.placeOf(['steps', index]), hint: 'Choose another type with `with: {to: …}`.' },
  );
}
