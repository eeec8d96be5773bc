import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../run/workbench.ts';
import { problemLines } from './problems.ts';

const parse = (step: string) => scenarioOf('forms', `- {id: a, table: t, ${step}}`).steps[0]!;
const refusal = (step: string) => problemLines(() => parse(step)).join('\n');

describe('sweep', () => {
  it('is time on the clock, and part of what makes another run of a file', () => {
    expect(parse('anomaly: null-spike, column: c, sweep: 1 minute').sweep).toEqual({ amount: 1, unit: 'minute' });
    expect(parse('anomaly: stale-table, sweep: PT30S').sweep).toEqual({ amount: 30, unit: 'second' });
    expect(parse('anomaly: stale-table, with: {method: backdate}, sweep: 1 day').sweep).toBeDefined();
    const fingerprints = ['', ', sweep: 1 minute', ', sweep: 2 minutes'].map(
      (rest) => scenarioOf('a', `- {id: a, table: t, anomaly: volume-drop${rest}}`).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(3);
  });

  it.each([
    ['anomaly: null-spike, column: c, sweep: 3 buckets', 'sweep is time on the clock'],
    ['anomaly: null-spike, column: c, sweep: 2 days', 'sweep is longer than a day'],
    ['anomaly: null-spike, column: c, sweep: 5', 'sweep 5 has no unit'],
    ['anomaly: null-spike, column: c, sweep: 1 minute, volume: 5 rows', 'its volume is a number of rows, not a share'],
    ['anomaly: null-spike, column: c, sweep: 1 minute, select: {towards: high, of: self}', 'depends on the others'],
    ['anomaly: null-spike, column: c, sweep: 1 minute, select: clustered', 'depends on the others'],
    ['anomaly: null-spike, column: c, sweep: 1 minute, key: row', 'known by all that they hold'],
    ['anomaly: null-spike, column: c, sweep: 1 minute, frequency: 1 day, volume: [5%, 6%]', 'volumes of their own'],
    ['anomaly: duplicate-row, sweep: 1 minute', 'it inserts rows'],
    ['anomaly: column-dropped, column: c, sweep: 1 minute', 'it changes no rows'],
    ['anomaly: column-shuffle, column: c, sweep: 1 minute', 'take their values from one another'],
    ['anomaly: truncated-load, sweep: 1 minute', 'depends on the others'],
  ])('is refused with a reason: %s', (step, reason) => {
    expect(refusal(step)).toContain(reason);
  });
});
