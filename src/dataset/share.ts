import { Big } from 'big.js';
import type { Volume } from '../model/scenario.ts';

/** So many rows out of `rows`: a share is rounded half up. */
export function rowsOf(volume: Volume, rows: number): number {
  if ('rows' in volume) return Math.min(volume.rows, rows);
  return Number(new Big(volume.percent).times(rows).div(100).round(0, Big.roundHalfUp));
}
