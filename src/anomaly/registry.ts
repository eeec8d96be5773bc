import type { Anomaly, Catalog } from '../model/anomaly.ts';
import caseChange from './quality/case-change.ts';
import categoryCollapse from './quality/category-collapse.ts';
import categorySwap from './quality/category-swap.ts';
import churnSurge from './business/churn-surge.ts';
import columnAdded from './pipeline/column-added.ts';
import columnDropped from './pipeline/column-dropped.ts';
import columnRenamed from './pipeline/column-renamed.ts';
import columnReordered from './pipeline/column-reordered.ts';
import columnRetyped from './pipeline/column-retyped.ts';
import columnShuffle from './quality/column-shuffle.ts';
import columnSwap from './quality/column-swap.ts';
import concentrationShift from './business/concentration-shift.ts';
import correlationBreak from './business/correlation-break.ts';
import disguisedMissing from './quality/disguised-missing.ts';
import distributionShift from './quality/distribution-shift.ts';
import duplicateKey from './quality/duplicate-key.ts';
import duplicateRow from './quality/duplicate-row.ts';
import duplicateValue from './quality/duplicate-value.ts';
import emptyString from './quality/empty-string.ts';
import extraneousText from './quality/extraneous-text.ts';
import fileBom from './pipeline/file-bom.ts';
import fileEmpty from './pipeline/file-empty.ts';
import fileTruncated from './pipeline/file-truncated.ts';
import fileWrongDelimiter from './pipeline/file-wrong-delimiter.ts';
import formatChange from './quality/format-change.ts';
import funnelDrop from './business/funnel-drop.ts';
import gaussianNoise from './quality/gaussian-noise.ts';
import geoSwap from './quality/geo-swap.ts';
import gradualDrift from './business/gradual-drift.ts';
import invalidPattern from './quality/invalid-pattern.ts';
import kurtosisChange from './quality/kurtosis-change.ts';
import levelShift from './business/level-shift.ts';
import metricDip from './business/metric-dip.ts';
import metricSpike from './business/metric-spike.ts';
import mistypedValue from './quality/mistyped-value.ts';
import mixShift from './business/mix-shift.ts';
import mojibake from './quality/mojibake.ts';
import novelCategory from './quality/novel-category.ts';
import nullSpike from './quality/null-spike.ts';
import outOfRange from './quality/out-of-range.ts';
import outageRecovery from './business/outage-recovery.ts';
import outlier from './quality/outlier.ts';
import precisionLoss from './quality/precision-loss.ts';
import priceChange from './business/price-change.ts';
import seasonalEvent from './business/seasonal-event.ts';
import seasonalityFlatten from './business/seasonality-flatten.ts';
import seasonalityShift from './business/seasonality-shift.ts';
import segmentCollapse from './business/segment-collapse.ts';
import segmentSurge from './business/segment-surge.ts';
import signFlip from './quality/sign-flip.ts';
import skewChange from './quality/skew-change.ts';
import staleTable from './pipeline/stale-table.ts';
import stuckValue from './quality/stuck-value.ts';
import tableMissing from './pipeline/table-missing.ts';
import thresholdClustering from './business/threshold-clustering.ts';
import tokenPermutation from './quality/token-permutation.ts';
import trendBreak from './business/trend-break.ts';
import truncation from './quality/truncation.ts';
import typo from './quality/typo.ts';
import varianceBurst from './business/variance-burst.ts';
import varianceChange from './quality/variance-change.ts';
import volumeDrop from './pipeline/volume-drop.ts';
import volumeSpike from './pipeline/volume-spike.ts';
import whitespace from './quality/whitespace.ts';
import wrongUnit from './quality/wrong-unit.ts';
import zeroSpike from './quality/zero-spike.ts';

// Made from the folders beside it by `npm run gen`.
const anomalies: readonly Anomaly[] = [
  caseChange,
  categoryCollapse,
  categorySwap,
  churnSurge,
  columnAdded,
  columnDropped,
  columnRenamed,
  columnReordered,
  columnRetyped,
  columnShuffle,
  columnSwap,
  concentrationShift,
  correlationBreak,
  disguisedMissing,
  distributionShift,
  duplicateKey,
  duplicateRow,
  duplicateValue,
  emptyString,
  extraneousText,
  fileBom,
  fileEmpty,
  fileTruncated,
  fileWrongDelimiter,
  formatChange,
  funnelDrop,
  gaussianNoise,
  geoSwap,
  gradualDrift,
  invalidPattern,
  kurtosisChange,
  levelShift,
  metricDip,
  metricSpike,
  mistypedValue,
  mixShift,
  mojibake,
  novelCategory,
  nullSpike,
  outOfRange,
  outageRecovery,
  outlier,
  precisionLoss,
  priceChange,
  seasonalEvent,
  seasonalityFlatten,
  seasonalityShift,
  segmentCollapse,
  segmentSurge,
  signFlip,
  skewChange,
  staleTable,
  stuckValue,
  tableMissing,
  thresholdClustering,
  tokenPermutation,
  trendBreak,
  truncation,
  typo,
  varianceBurst,
  varianceChange,
  volumeDrop,
  volumeSpike,
  whitespace,
  wrongUnit,
  zeroSpike,
];

/** Every anomaly by its id, sorted by id. */
export const catalog: Catalog = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
