import { createHistogram } from 'node:perf_hooks';
import type { Latency } from '../../model/send-report.ts';

export interface LatencyRecord {
  add(milliseconds: number): void;
  /** All 0 before anything was added. */
  read(): Latency;
}

/** Microseconds in an hour: no answer takes longer. */
const longest = 3_600_000_000;

/** Records latencies in Node's own HdrHistogram: constant memory, three significant digits from a microsecond to an hour. */
export function recordLatency(): LatencyRecord {
  const histogram = createHistogram({ lowest: 1, highest: longest, figures: 3 });
  return {
    add: (milliseconds) => histogram.record(Math.min(longest, Math.max(1, Math.round(milliseconds * 1000)))),
    read() {
      if (histogram.count === 0) return { p50: 0, p95: 0, p99: 0, max: 0 };
      const at = (share: number) => histogram.percentile(share) / 1000;
      return { p50: at(50), p95: at(95), p99: at(99), max: histogram.max / 1000 };
    },
  };
}
