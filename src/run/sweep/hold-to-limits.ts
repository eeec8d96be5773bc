import type { Connection } from '../../model/engine.ts';
import type { Target } from '../../model/project.ts';
import type { Run, RunStep } from '../../model/run.ts';
import type { Scenario } from '../../model/scenario.ts';
import { isSameTable } from '../../model/table.ts';
import { name, sql } from '../../sql/sql.ts';
import { checkLimits, effectiveLimits } from '../../plan/limits.ts';

/**
 * Holds a run with the arrivals that it has taken against the limits of its target and its file, inside the transaction
 * that takes them. Tables are counted only where a share of them is limited.
 * @param run with its rows as they would be
 * @throws LIMIT_EXCEEDED
 */
export async function holdToLimits(
  connection: Connection,
  target: Target,
  scenario: Scenario,
  run: Run,
): Promise<void> {
  const limits = effectiveLimits(target, scenario);
  const steps = [];
  for (const step of run.steps.filter(({ alteration }) => alteration === undefined)) {
    const tableRows = limits.fraction === undefined ? 0 : await rowsBefore(connection, step, run);
    steps.push({ table: step.table, tableRows, frozen: { rows: step.rows } });
  }
  checkLimits(limits, scenario, steps);
}

/** Rows that a step's table would have without the run. */
async function rowsBefore(connection: Connection, { table }: RunStep, run: Run): Promise<number> {
  const counted = sql`select count(*) as ${name('found')} from ${connection.dialect.table(table)}`;
  const [row] = await connection.query(counted);
  const own = run.steps.filter((step) => isSameTable(step.table, table));
  const gone = own.map(({ effect, rows }) => (effect === 'delete' ? rows : effect === 'insert' ? -rows : 0));
  return gone.reduce((sum, rows) => sum + rows, Number(row!['found']));
}
