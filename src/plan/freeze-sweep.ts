import Big from 'big.js';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { FrozenStep } from '../model/plan.ts';
import type { Scenario } from '../model/scenario.ts';
import { join, name, sql } from '../sql/sql.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { modulus } from '../snapshot/draw.ts';
import { internalColumn } from '../snapshot/internal.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { candidatesOf, eligibleRows } from '../snapshot/snapshot-query.ts';
import { drawOrder } from '../snapshot/selection.ts';

/**
 * How a step takes arrivals: those whose draw lies below its share of all draws, and below that of every row that is there
 * and passed over, so that none of these is taken for an arrival. One more scan where the share is less than all.
 * @param source the rows that the step comes to
 * @returns undefined where it takes none
 * @throws INVALID_VALUE where the window has an end; UNSUITABLE_TABLE where rows have no key; UNSUPPORTED for files
 */
export async function freezeSweep(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
  scenario: Scenario,
  index: number,
): Promise<FrozenStep['sweep']> {
  const { step, frozen } = compiled;
  if (step.sweep === undefined) return undefined;
  const place = scenario.placeOf(['steps', index, 'sweep']);
  if (connection.files)
    throw new FaultlineError(
      'UNSUPPORTED',
      `step "${step.id}" cannot take arrivals: whoever writes files replaces them as a whole`,
      {
        place,
        hint: 'Remove sweep.',
      },
    );
  const { windows } = frozen;
  if (windows !== undefined && (windows.length !== 1 || windows[0]!.to !== undefined))
    throw new FaultlineError('INVALID_VALUE', `step "${step.id}" has a window that ends: nothing arrives in it`, {
      place,
      hint: 'Write during: all, or during: {from: latest} without `to`; or remove sweep.',
    });
  if (frozen.key.origin === 'row')
    throw new FaultlineError(
      'UNSUITABLE_TABLE',
      `step "${step.id}" knows rows by all that they hold: arrivals may be alike`,
      {
        place,
        hint: 'Name a key of columns, or remove sweep.',
      },
    );
  const volume = frozen.volume ?? step.volume;
  const share = 'percent' in volume ? new Big(volume.percent).div(100) : new Big(1);
  if (share.gte(1)) return {};
  const passedOver = await leastPassedOver(connection, compiled, source);
  const ofShare = Number(share.times(modulus.toString()).round(0, Big.roundDown).toFixed());
  return { below: Math.min(ofShare, passedOver ?? ofShare) };
}

/** The least draw of the rows that the step may take and does not; undefined where it takes all that there are. */
async function leastPassedOver(
  connection: Connection,
  compiled: CompiledStep,
  source: RowSource,
): Promise<number | undefined> {
  const { dialect } = connection;
  const { rows, eligible, threshold } = compiled.frozen;
  if (rows === eligible) return undefined;
  const near = eligibleRows(dialect, compiled, candidatesOf(dialect, compiled, source), threshold);
  const number = sql`row_number() over (order by ${join(drawOrder(compiled))})`;
  const [next] = await connection.query(sql`select n.${name('draw')}
    from (select ${internalColumn('draw')} as ${name('draw')}, ${number} as ${name('number')} from ${near} t) n
    where n.${name('number')} = ${dialect.integer(rows + 1)}`);
  return next === undefined ? threshold : Number(next['draw']);
}
