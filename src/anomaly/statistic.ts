import { Big } from 'big.js';
import type { Statistics } from '../model/anomaly-context.ts';

/** A figure of the survey as an exact number; undefined where the baseline holds no value. */
export function statistic(statistics: Statistics, name: string): Big | undefined {
  const figure = statistics[name];
  return typeof figure === 'string' ? new Big(figure) : undefined;
}

/** A list of the survey; empty where the baseline holds no value. */
export function statisticList(statistics: Statistics, name: string): readonly string[] {
  const figure = statistics[name];
  return figure === null || figure === undefined || typeof figure === 'string' ? [] : figure;
}
