import type { ZMonitor } from './judge-z.ts';

/** Elementary's row count of each bucket; a bucket without rows counts 0. */
export const volume = {
  monitor: 'volume',
  tool: 'Elementary volume_anomalies',
  figure: ({ rows }) => rows,
} as const satisfies ZMonitor;
