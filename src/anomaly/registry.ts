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
import emptyLoad from './pipeline/empty-load.ts';
import emptyString from './quality/empty-string.ts';
import epochTimestamp from './pipeline/epoch-timestamp.ts';
import extraneousText from './quality/extraneous-text.ts';
import fileBom from './pipeline/file-bom.ts';
import fileEmpty from './pipeline/file-empty.ts';
import fileTruncated from './pipeline/file-truncated.ts';
import fileWrongDelimiter from './pipeline/file-wrong-delimiter.ts';
import formatChange from './quality/format-change.ts';
import functionalDependencyViolation from './quality/functional-dependency-violation.ts';
import funnelDrop from './business/funnel-drop.ts';
import futureTimestamp from './pipeline/future-timestamp.ts';
import gaussianNoise from './quality/gaussian-noise.ts';
import geoSwap from './quality/geo-swap.ts';
import gradualDrift from './business/gradual-drift.ts';
import historyRewrite from './pipeline/history-rewrite.ts';
import invalidPattern from './quality/invalid-pattern.ts';
import kurtosisChange from './quality/kurtosis-change.ts';
import lateArrival from './pipeline/late-arrival.ts';
import levelShift from './business/level-shift.ts';
import metricDip from './business/metric-dip.ts';
import metricSpike from './business/metric-spike.ts';
import missingSegment from './pipeline/missing-segment.ts';
import mistypedValue from './quality/mistyped-value.ts';
import mixShift from './business/mix-shift.ts';
import mojibake from './quality/mojibake.ts';
import nearDuplicate from './quality/near-duplicate.ts';
import novelCategory from './quality/novel-category.ts';
import nullSpike from './quality/null-spike.ts';
import orderViolation from './quality/order-violation.ts';
import orphanKey from './quality/orphan-key.ts';
import outOfOrder from './pipeline/out-of-order.ts';
import outOfRange from './quality/out-of-range.ts';
import outageRecovery from './business/outage-recovery.ts';
import outlier from './quality/outlier.ts';
import precisionLoss from './quality/precision-loss.ts';
import priceChange from './business/price-change.ts';
import replayedBatch from './pipeline/replayed-batch.ts';
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
import timezoneShift from './pipeline/timezone-shift.ts';
import tokenPermutation from './quality/token-permutation.ts';
import totalMismatch from './quality/total-mismatch.ts';
import trendBreak from './business/trend-break.ts';
import truncatedLoad from './pipeline/truncated-load.ts';
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
  emptyLoad,
  emptyString,
  epochTimestamp,
  extraneousText,
  fileBom,
  fileEmpty,
  fileTruncated,
  fileWrongDelimiter,
  formatChange,
  functionalDependencyViolation,
  funnelDrop,
  futureTimestamp,
  gaussianNoise,
  geoSwap,
  gradualDrift,
  historyRewrite,
  invalidPattern,
  kurtosisChange,
  lateArrival,
  levelShift,
  metricDip,
  metricSpike,
  missingSegment,
  mistypedValue,
  mixShift,
  mojibake,
  nearDuplicate,
  novelCategory,
  nullSpike,
  orderViolation,
  orphanKey,
  outOfOrder,
  outOfRange,
  outageRecovery,
  outlier,
  precisionLoss,
  priceChange,
  replayedBatch,
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
  timezoneShift,
  tokenPermutation,
  totalMismatch,
  trendBreak,
  truncatedLoad,
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
