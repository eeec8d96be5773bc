import type { Anomaly, Catalog } from '../model/anomaly.ts';
import categorySwap from './quality/category-swap.ts';
import columnRenamed from './pipeline/column-renamed.ts';
import columnShuffle from './quality/column-shuffle.ts';
import columnSwap from './quality/column-swap.ts';
import duplicateRow from './quality/duplicate-row.ts';
import duplicateValue from './quality/duplicate-value.ts';
import formatChange from './quality/format-change.ts';
import levelShift from './business/level-shift.ts';
import nullSpike from './quality/null-spike.ts';
import outlier from './quality/outlier.ts';
import staleTable from './pipeline/stale-table.ts';
import typo from './quality/typo.ts';
import volumeDrop from './pipeline/volume-drop.ts';
import volumeSpike from './pipeline/volume-spike.ts';

// Made from the folders beside it by `npm run gen`.
const anomalies: readonly Anomaly[] = [
  categorySwap,
  columnRenamed,
  columnShuffle,
  columnSwap,
  duplicateRow,
  duplicateValue,
  formatChange,
  levelShift,
  nullSpike,
  outlier,
  staleTable,
  typo,
  volumeDrop,
  volumeSpike,
];

/** Every anomaly by its id, sorted by id. */
export const catalog: Catalog = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
