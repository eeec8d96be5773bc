import { createHash } from 'node:crypto';
import type { Catalog } from '../model/anomaly.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Step } from '../model/scenario.ts';

/**
 * SHA-256 (hex) of what decides about the change: the seed, and the steps with their defaults, the window of the
 * catalog included where a step names none. Names, words and limits do not count.
 */
export function fingerprint(seed: string, steps: readonly Step[], catalog: Catalog): string {
  const frozen = steps.map((step) => ({
    ...step,
    during: step.during ?? catalog.get(step.anomaly)?.window,
    ...(isImplied(step) && { measure: undefined }),
    ...(step.tuned && { tuned: { ...step.tuned, approved: undefined } }),
  }));
  return createHash('sha256')
    .update(canonicalJson({ seed, steps: frozen }))
    .digest('hex');
}

/** The average of its column is what a step moves that names a column alone. */
function isImplied({ column, measure }: Step): boolean {
  return measure?.aggregate === 'avg' && measure.column === column && measure.time === undefined;
}
