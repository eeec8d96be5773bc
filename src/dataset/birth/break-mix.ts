import { anomalyOf } from '../../model/anomaly-of.ts';
import type { Volume } from '../../model/scenario.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { PlannedStep } from '../../model/plan.ts';
import { formatCount } from '../../output/format-number.ts';
import { quotas } from '../quotas.ts';
import { rowsOf } from '../share.ts';
import type { BirthStep } from './birth-step.ts';
import { breakPhase, type Workbench } from './break-phase.ts';
import { eligibleRows } from './eligible-rows.ts';
import { badColumn, reservedColumn } from './hidden-columns.ts';
import type { TableMix } from './mixed-steps.ts';
import { reserveRows } from './reserve-rows.ts';

/** An entry of a mix in one table, and how many rows it makes bad. */
export interface Taking extends BirthStep {
  readonly rows: number;
}

/**
 * Makes a share of the rows of a table bad, exactly, each by one entry of a mix. Rows that an entry cannot change are left
 * to others. Copies come last: the copy is the bad row, and its original a good one.
 * @param count rows of the table
 * @throws INVALID_VALUE with the figures where there are too few rows that an entry can change
 */
export async function breakMix(
  bench: Workbench,
  { table, steps }: TableMix,
  volume: Volume,
  count: number,
): Promise<void> {
  const { dataset, catalog } = bench;
  const wanted = rowsOf(volume, count);
  const shares = quotas(
    steps.map(({ weight }) => weight),
    wanted,
  );
  const takings = steps.map((each, index) => ({ ...each, rows: shares[index]! })).filter(({ rows }) => rows > 0);
  // Draws go by the id of the step and the key of the row: rows of two tables with one key are not to be bad together.
  const seed = JSON.stringify([dataset.seed, table]);
  const copies = (each: Taking) => anomalyOf(catalog, each.step).effect === 'insert';
  const changing = takings.filter((each) => !copies(each)).map((each) => ({ ...each, step: sized(each) }));
  const isTight = changing.length > 1 && (await isAnyTight(bench, changing, seed));
  if (isTight) await reserveRows(bench, table, changing, seed);
  for (const [index, each] of changing.entries()) {
    const where = isTight ? `${good} and ("${reservedColumn}" is null or "${reservedColumn}" = ${index})` : good;
    await breakOne(bench, table, { ...each, step: { ...each.step, where } }, seed);
  }
  for (const each of takings.filter(copies))
    await breakOne(bench, table, { ...each, step: { ...sized(each), where: good } }, seed);
}

const good = `"${badColumn}" is null`;

function sized({ step, rows }: Taking): Taking['step'] {
  return { ...step, volume: { rows } };
}

/** Whether an entry could lack rows, since others have taken them. @throws INVALID_VALUE where it lacks them anyway */
async function isAnyTight(bench: Workbench, takings: readonly Taking[], seed: string): Promise<boolean> {
  const all = takings.reduce((sum, { rows }) => sum + rows, 0);
  let isTight = false;
  for (const each of takings) {
    const { count } = await eligibleRows(bench, { steps: [each], isAltered: false, seed });
    isTight ||= count < all;
  }
  return isTight;
}

async function breakOne(bench: Workbench, table: string, taking: Taking, seed: string): Promise<void> {
  const { planned } = bench;
  await breakPhase(bench, { steps: [taking], isAltered: false, seed }, ([step]) =>
    refuseOther(bench, table, taking, step!),
  );
  const last = planned.pop()!;
  // The conditions are ours.
  planned.push({ ...last, which: last.which.filter((reason) => reason !== taking.step.where) });
}

function refuseOther(
  { dataset }: Workbench,
  table: string,
  { rows, path }: Taking,
  { anomaly, frozen }: PlannedStep,
): void {
  if (frozen.rows === rows) return;
  const share = `its share of the mix is ${formatCount(rows)}`;
  const can =
    frozen.eligible < rows
      ? `can change ${formatCount(frozen.eligible)} rows of ${table}`
      : `would make ${formatCount(frozen.rows)} rows of ${table} bad`;
  throw new FaultlineError('INVALID_VALUE', `${anomaly} ${can}, and ${share}`, {
    place: dataset.placeOf(path),
    hint: 'Lower the volume, or its weight, or leave it out.',
  });
}
