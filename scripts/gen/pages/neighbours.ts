import type { Anomaly } from '../../../src/model/anomaly.ts';
import { monitorIndex } from './caught-by.ts';

/** Anomalies that are listed as neighbours, at most. */
const most = 4;

/** Those that the most of the same monitors catch, of the same category first. */
export function neighboursOf(anomaly: Anomaly, anomalies: readonly Anomaly[]): readonly Anomaly[] {
  const shared = new Map<Anomaly, number>();
  for (const { anomalies: caught } of monitorIndex(anomalies)) {
    if (!caught.includes(anomaly)) continue;
    // What everything catches says little.
    for (const other of caught) if (other !== anomaly) shared.set(other, (shared.get(other) ?? 0) + 1 / caught.length);
  }
  const nearness = (other: Anomaly) => (shared.get(other) ?? 0) * (other.category === anomaly.category ? 1.5 : 1);
  return [...shared.keys()]
    .toSorted((left, right) => nearness(right) - nearness(left) || (left.id < right.id ? -1 : 1))
    .slice(0, most);
}
