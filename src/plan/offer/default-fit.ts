import type { Anomaly } from '../../model/anomaly.ts';
import type { Fit } from '../../model/trait.ts';

/** How well an anomaly suits that states no fit of its own, by what it does. */
export function defaultFit(anomaly: Anomaly): Fit {
  if (anomaly.effect === 'alter' || anomaly.effect === 'file') return { any: 0.1, rows: 0.1 };
  if (anomaly.effect !== 'update') return { category: 0.5, entity: 0.5, rows: 0.5, series: 0.6 };
  if (anomaly.category === 'business') return { measure: 0.6, money: 0.65, number: 0.2 };
  return anomaly.categories === undefined ? { any: 0.3 } : { category: 0.7 };
}
