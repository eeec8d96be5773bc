import type { Anomaly, Exchange } from '../model/anomaly.ts';

/** How rows of the anomaly take values from one another; undefined where they do not. */
export function exchangeOf(anomaly: Anomaly): Exchange | undefined {
  return anomaly.effect === 'update' ? anomaly.exchange : undefined;
}
