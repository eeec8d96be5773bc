import type { Prediction } from '../model/prediction.ts';
import { judgeBuckets } from '../monitor/judge-buckets.ts';
import { judgeDistribution } from '../monitor/distribution.ts';
import { judgeLabels } from '../monitor/label-drift.ts';
import { judgeNotNull } from '../monitor/not-null.ts';
import { judgeSourceFreshness } from '../monitor/source-freshness.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { parseInstant, type Microseconds } from '../snapshot/instant.ts';
import { trainingOf } from './bucket-figures.ts';
import { withGaps } from './gaps.ts';
import type { Measurement } from './measure.ts';

const hour = 3_600_000_000;

/**
 * Which standard monitors would see the step, and how far from their threshold it is, from what its dry run measured.
 * Monitors of buckets are asked as of the first bucket that the step changes: a longer change is part of its own
 * training set, and harder to see. They are not asked where the step has no window, since it then changes all buckets alike.
 */
export function predictStep(compiled: CompiledStep, measured: Measurement, now: Microseconds): readonly Prediction[] {
  const { subject } = compiled;
  const isNumeric = subject !== undefined && ['integer', 'decimal', 'float'].includes(subject.kind);
  const training = withGaps(trainingOf(compiled, measured.buckets), measured.gaps, compiled.step.bucket);
  return [
    ...judgeBuckets(training, { hasColumn: subject !== undefined, isNumeric }),
    ...ofTable(compiled, measured, now),
    ...ofDistribution(measured),
    ...ofLabels(measured),
  ];
}

function ofTable(
  { subject }: CompiledStep,
  { metrics: { table } }: Measurement,
  now: Microseconds,
): readonly Prediction[] {
  const notNull =
    subject !== undefined && table.before.nulls !== table.after.nulls ? [judgeNotNull(table.before, table.after)] : [];
  const ages = [table.before, table.after].map(({ freshness }) => {
    const latest = freshness === null ? undefined : parseInstant(freshness);
    return latest === undefined ? undefined : Number(now - latest) / hour;
  });
  const [before, after] = ages;
  const isMoved = before !== undefined && after !== undefined && before !== after;
  return [...notNull, ...(isMoved ? [judgeSourceFreshness(before, after)] : [])];
}

function ofDistribution({ distance, metrics: { window } }: Measurement): readonly Prediction[] {
  const { before, after } = window;
  const values = before.rows - before.nulls;
  // Of distributions with different numbers of values the changed rows alone do not tell the distance.
  if (distance === undefined || values === 0 || before.nulls !== after.nulls || before.sd === null) return [];
  return [judgeDistribution(distance / values, Number(before.sd))];
}

function ofLabels({ labels }: Measurement): readonly Prediction[] {
  const prediction = judgeLabels(labels);
  return prediction === undefined ? [] : [prediction];
}
