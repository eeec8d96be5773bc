import Big from 'big.js';
import type { RowContext } from '../model/anomaly-context.ts';
import type { Anomaly } from '../model/anomaly.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import type { FrozenStep } from '../model/plan.ts';
import type { Step } from '../model/scenario.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { exchangeOf } from '../snapshot/exchange-of.ts';
import { drawThreshold, exactRows } from '../snapshot/volume.ts';
import type { EligibleCount } from './count-eligible.ts';

export type Chosen = Pick<FrozenStep, 'eligible' | 'rows' | 'participants' | 'quotas' | 'copies' | 'threshold'>;

/** Whether the step needs its eligible rows counted for each occurrence. */
export function isChosenByOccurrence({ anomaly, step }: CompiledStep): boolean {
  return isOfRows(anomaly) && (anomaly.quotas !== undefined || step.volumes !== undefined);
}

/**
 * How many rows a step takes out of its eligible ones. Of an exchange `rows` is the most that may change: how many do is
 * known when its values are.
 */
export function chosenRows(compiled: CompiledStep, context: RowContext, counted: EligibleCount): Chosen {
  const { anomaly, step } = compiled;
  const { eligible, byOccurrence } = counted;
  if (isOfRows(anomaly) && anomaly.quotas) return byQuotas(anomaly, anomaly.quotas(context, byOccurrence), counted);
  const wanted = wantedRows(step, counted);
  const quotas = step.volumes && { quotas: wanted };
  const taken = sum(wanted);
  if (anomaly.effect === 'insert' && anomaly.copies) {
    const copies = new Big(anomaly.copies(context));
    return {
      eligible,
      rows: whole(copies.times(taken)),
      participants: taken,
      copies: Math.max(1, Number(copies.round(0, Big.roundUp).toFixed())),
      ...(quotas ?? { threshold: drawThreshold(taken, eligible) }),
    };
  }
  const exchange = exchangeOf(anomaly);
  if (exchange) {
    if (exchange.from === 'next') return { eligible, rows: taken, participants: taken, ...quotas };
    const present = quotas ? byOccurrence : [eligible];
    const both = wanted.map((rows, index) => 2 * Math.min(rows, Math.floor(present[index]! / 2)));
    return { eligible, rows: sum(both) / 2, participants: sum(both), ...(quotas && { quotas: both }) };
  }
  const looksAround = anomaly.effect === 'update' && anomaly.looksAround === true;
  return {
    eligible,
    rows: taken,
    ...(quotas ?? { threshold: looksAround ? undefined : drawThreshold(taken, eligible) }),
  };
}

/** Rows that the volume asks for: of each occurrence where there is a list of volumes, else of all together. */
function wantedRows({ volume, volumes }: Step, { eligible, byOccurrence }: EligibleCount): readonly number[] {
  if (volumes === undefined) return [exactRows(volume, eligible)];
  return byOccurrence.map((rows, index) => exactRows(volumes[Math.min(index, volumes.length - 1)]!, rows));
}

/** Rows that are not there cannot be taken; of those that are copied as many as are asked for. */
function byQuotas(anomaly: Anomaly, wanted: readonly number[], { eligible, byOccurrence }: EligibleCount): Chosen {
  const copiesOf = (rows: number, index: number) =>
    byOccurrence[index] === 0 ? 0 : Math.ceil(rows / byOccurrence[index]!);
  const copies = anomaly.effect === 'insert' ? Math.max(1, ...wanted.map(copiesOf)) : 1;
  const quotas = wanted.map((rows, index) => Math.min(rows, copies * byOccurrence[index]!));
  return { eligible, rows: sum(quotas), quotas, ...(copies > 1 && { copies }) };
}

function whole(value: Big): number {
  return Number(value.round(0, Big.roundHalfUp).toFixed());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
