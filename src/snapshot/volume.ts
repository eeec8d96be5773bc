import Big from 'big.js';
import type { Step, Volume } from '../model/scenario.ts';
import { modulus } from './draw.ts';

/** Exactly round(volume · eligible) rows, half up; a count of rows is cut at `eligible`. */
export function exactRows(volume: Volume, eligible: number): number {
  if ('rows' in volume) return Math.min(volume.rows, eligible);
  return Number(new Big(volume.percent).times(eligible).div(100).round(0, Big.roundHalfUp).toFixed());
}

/**
 * Rows whose draw is below the threshold are enough to choose `rows` from: six standard deviations of the
 * binomial and a few more. @returns undefined where all rows have to be looked at
 */
export function drawThreshold(rows: number, eligible: number): number | undefined {
  if (rows === 0 || eligible === 0) return undefined;
  const wanted = rows + Math.ceil(6 * Math.sqrt(rows)) + 16;
  if (wanted >= eligible) return undefined;
  return Number((modulus * BigInt(wanted)) / BigInt(eligible) + 1n);
}

/** "10 %", "500 rows", or "10 %, 20 %, …" of several occurrences. */
export function formatVolumes({ volume, volumes }: Pick<Step, 'volume' | 'volumes'>): string {
  if (volumes === undefined) return formatVolume(volume);
  const [first, ...others] = volumes.slice(0, shownVolumes).map(formatVolume);
  return [first, ...others, ...(volumes.length > shownVolumes ? ['…'] : [])].join(', ');
}

/** A list longer than this is cut. */
const shownVolumes = 5;

/** "10 %" or "500 rows". */
export function formatVolume(volume: Volume): string {
  if ('percent' in volume) return `${volume.percent} %`;
  return `${volume.rows} ${volume.rows === 1 ? 'row' : 'rows'}`;
}
