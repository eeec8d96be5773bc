import type { ZMonitor } from './judge-z.ts';

/** Elementary's share of NULLs in each bucket, in percent and rounded to three digits behind the point, as it is stored. */
export const nullPercent = {
  monitor: 'null percent',
  tool: 'Elementary column_anomalies null_percent',
  figure: ({ nulls, rows }) => (rows === 0 ? undefined : Math.round((nulls / rows) * 100_000) / 1_000),
} as const satisfies ZMonitor;
