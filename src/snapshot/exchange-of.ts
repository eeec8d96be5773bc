import type { Anomaly, Exchange, UpdateAnomaly } from '../model/anomaly.ts';

/** An anomaly whose rows take values from one another. */
export type ExchangeAnomaly = UpdateAnomaly & { readonly exchange: Exchange };

/** How rows of the anomaly take values from one another; undefined where they do not. */
export function exchangeOf(anomaly: Anomaly): Exchange | undefined {
  return isExchange(anomaly) ? anomaly.exchange : undefined;
}

/** Whether rows of the anomaly take values from one another. */
export function isExchange(anomaly: Anomaly): anomaly is ExchangeAnomaly {
  return anomaly.effect === 'update' && anomaly.exchange !== undefined;
}
