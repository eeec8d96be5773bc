import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { comparable, type Performance } from './stage.ts';

export type Outcome = Pick<Performance<unknown>, 'planned' | 'labels'>;

const file = new URL('outcomes.json', import.meta.url);

/** What steps do on PostgreSQL, by what they show; as digests, since rows and values of all of them are megabytes. */
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;

/** Whether PostgreSQL's outcomes are to be written down instead of being compared: `FAULTLINE_TEST_OUTCOMES=write npx vitest run test/conformance/postgres.test.ts`. */
export const isRecording = process.env['FAULTLINE_TEST_OUTCOMES'] === 'write';

/** What PostgreSQL is known to do; undefined for a step that nobody has recorded. */
export function recordedOutcome(step: string): string | undefined {
  return recorded[step];
}

/** Figures, rows and values in one digest, the same on every engine. */
export function digestOfOutcome({ planned, labels }: Outcome): string {
  const { key: _, ...frozen } = planned.frozen;
  return createHash('sha256')
    .update(canonicalJson({ frozen, labels: labels.map(comparable) }))
    .digest('hex')
    .slice(0, 16);
}

/** Writes down the outcomes of these steps beside those of others. */
export function recordOutcomes(outcomes: ReadonlyMap<string, string>): void {
  const all = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), ...Object.fromEntries(outcomes) };
  const sorted = Object.entries(all).toSorted(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
