import type { ZMonitor } from './judge-z.ts';

/** Elementary's longest time without a row in each bucket, or from the last row to the bucket's end; fires upwards only. */
export const freshness = {
  monitor: 'freshness',
  tool: 'Elementary freshness_anomalies',
  figure: ({ gap }) => gap,
  isOneSided: true,
} as const satisfies ZMonitor;
