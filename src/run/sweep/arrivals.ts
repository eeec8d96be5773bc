import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Run, RunStep } from '../../model/run.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, isSameTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import type { CompiledStep } from '../../snapshot/compiled-step.ts';
import { keysMeet, tableSource } from '../../snapshot/row-source.ts';
import { candidatesOf, snapshotQuery } from '../../snapshot/snapshot-query.ts';

/** More than this are taken by the next sweep: a number that every engine reads. */
const most = 2_147_483_647;

/**
 * The snapshot query of a step over its arrivals: rows that it may take by what was frozen when it was applied, and that
 * neither it nor anybody else holds whom that would disturb.
 * @param active all applied runs of the target
 * @throws OVERLAPS_ACTIVE_RUN where it cannot be told which rows others hold
 */
export function arrivalsQuery(
  dialect: Dialect,
  compiled: CompiledStep,
  step: RunStep,
  run: Run,
  active: readonly Run[],
): Sql {
  const { from, conditions } = candidatesOf(dialect, compiled, tableSource(dialect, compiled.table));
  const notHeld = holders(step, run, active).map(
    ({ columns, snapshot }) =>
      sql`not exists (select 1 from ${dialect.table(snapshot!)} h where ${keysMeet(columns.key, 't', 'h')})`,
  );
  const frozen = { ...compiled.frozen, rows: most, threshold: compiled.frozen.sweep?.below };
  return snapshotQuery(dialect, { ...compiled, frozen }, { from, conditions: [...conditions, ...notHeld] }, 'apply');
}

/**
 * The steps whose rows a sweep leaves alone: its own, those of its run that come later, whose rows rest on its own, those
 * that have inserted rows, and those of other runs unless both change other columns of rows that stay.
 */
function holders(step: RunStep, run: Run, active: readonly Run[]): readonly RunStep[] {
  return active
    .flatMap((each) => each.steps.map((other) => ({ other, isOwn: each.id === run.id })))
    .filter(({ other }) => other.snapshot !== undefined && other.alteration === undefined)
    .filter(({ other }) => isSameTable(other.table, step.table))
    .filter(({ other, isOwn }) => {
      if (other.effect === 'insert') return true;
      return isOwn ? other.ordinal >= step.ordinal : !isApart(step, other);
    })
    .map(({ other }) => findable(step, other));
}

function isApart(step: RunStep, other: RunStep): boolean {
  const names = new Set(step.columns.after.map(({ name }) => name));
  return (
    step.effect === 'update' && other.effect === 'update' && !other.columns.after.some(({ name }) => names.has(name))
  );
}

function findable(step: RunStep, other: RunStep): RunStep {
  if (other.columns.whole === undefined) return other;
  throw new FaultlineError(
    'OVERLAPS_ACTIVE_RUN',
    `step "${step.id}" takes no arrivals in ${formatTable(step.table)}: step "${other.id}" knows rows there by all that they hold`,
    { hint: 'Roll that one back, or give it a key of columns.' },
  );
}
