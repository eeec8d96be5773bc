import type { Anomaly, DeleteAnomaly, InsertAnomaly, UpdateAnomaly } from './anomaly.ts';

/** Whether an anomaly changes rows: not the shape of their table, nor files as files. */
export function isOfRows(anomaly: Anomaly): anomaly is UpdateAnomaly | InsertAnomaly | DeleteAnomaly {
  return anomaly.effect !== 'alter' && anomaly.effect !== 'file';
}
