import { describe, expect, test } from 'vitest';
import type { Anomaly, Catalog } from '../../src/model/anomaly.ts';
import type { Step } from '../../src/model/scenario.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { problemLines } from './problems.ts';
import { catalog as testCatalog } from './test-catalog.ts';

const base = testCatalog.get('null-spike') as Anomaly & { effect: 'update' };

/** Anomalies with what only some of the real ones have. */
const catalog: Catalog = new Map<string, Anomaly>(
  [
    {
      ...base,
      id: 'moving',
      measures: ['sum', 'avg', 'count'] as const,
      placebo: { description: 'Less.', volume: { rows: 1 }, during: 'all' as const },
    },
    { ...base, id: 'counted', quotas: () => [] },
    { ...base, id: 'tail', selection: { default: { mechanism: 'last' } as const, isFixed: true } },
    {
      ...base,
      id: 'late',
      amplitude: { unit: 'seconds', default: '86400', min: '1', max: '31536000', meaning: 'How late.' } as const,
      placebo: { description: 'A minute.', amplitude: '60' },
    },
    {
      ...base,
      id: 'mix',
      amplitude: { unit: 'points', default: '20', min: '-100', max: '100', meaning: 'How far.' } as const,
    },
    {
      ...base,
      id: 'coarse',
      amplitude: { unit: 'digits', default: '0', min: '-6', max: '6', meaning: 'Digits.' } as const,
    },
    {
      ...base,
      id: 'skewed',
      amplitude: { unit: 'figure', default: '2', min: '-10', max: '10', meaning: 'Skewness.' } as const,
    },
  ].map((anomaly) => [anomaly.id, anomaly] as const),
);

function parse(step: string): Step {
  const text = `apiVersion: faultline/v1\nkind: Scenario\nname: forms\ntarget: shop\nsteps:\n  - {id: a, table: t, ${step}}\n`;
  return parseScenario(text, 'forms.yaml', catalog).steps[0]!;
}

function refusal(step: string): string {
  return problemLines(() => parse(step)).join('\n');
}

describe('a list of volumes', () => {
  test('is one for each occurrence', () => {
    const step = parse('anomaly: tail, column: c, frequency: 1 day, volume: [5%, 3 rows, 12]');
    expect(step.volume).toEqual({ percent: '5' });
    expect(step.volumes).toEqual([{ percent: '5' }, { rows: 3 }, { rows: 12 }]);
  });

  test('means nothing to a step with one occurrence', () => {
    expect(refusal('anomaly: tail, column: c, volume: [5%, 3 rows]')).toMatch(
      /INVALID_VALUE volume is a list, but the step has one occurrence\. Write one volume, or add frequency\.$/,
    );
  });

  test('means nothing to an anomaly that finds by itself how many rows an occurrence takes', () => {
    expect(refusal('anomaly: counted, column: c, frequency: 1 day, volume: [5%, 3 rows]')).toMatch(
      /INVALID_VALUE volume is a list, but counted finds by itself how many rows each occurrence takes\. Write one volume\.$/,
    );
  });

  test('is refused where one of them is none', () => {
    expect(refusal('anomaly: tail, column: c, frequency: 1 day, volume: [5%, 0.05]')).toMatch(
      /INVALID_VALUE volume\S* 0\.05 may mean/,
    );
  });
});

describe('a measure', () => {
  test('stands for the column, the time column and the bucket', () => {
    const step = parse('anomaly: moving, measure: {column: amount, aggregate: sum, time: ordered_at, bucket: week}');
    expect(step).toMatchObject({
      column: 'amount',
      bucket: 'week',
      measure: { column: 'amount', aggregate: 'sum', time: 'ordered_at' },
    });
  });

  test('is the average of a column that is named alone', () => {
    expect(parse('anomaly: moving, column: amount').measure).toEqual({ column: 'amount', aggregate: 'avg' });
  });

  test('of a number of rows has no column', () => {
    const step = parse('anomaly: moving, measure: {aggregate: count}');
    expect(step.column).toBeUndefined();
    expect(refusal('anomaly: moving, measure: {aggregate: count, column: amount}')).toMatch(/is of no column/);
  });

  test.each([
    ['measure: {aggregate: sum}', /MISSING_KEY measure has no column to take the sum of\. Add measure\.column\.$/],
    ['measure: {aggregate: median, column: a}', /INVALID_VALUE .*aggregate/],
    ['measure: {aggregate: sum, column: a}, column: a', /column stands beside measure/],
    ['volume: 5%', /MISSING_KEY the step says neither which column nor which metric it moves/],
  ])('is refused as %s', (step, expected) => {
    expect(refusal(`anomaly: moving, ${step}`)).toMatch(expected);
  });

  test('means nothing to an anomaly of rows', () => {
    expect(refusal('anomaly: tail, column: c, measure: {aggregate: count}')).toMatch(/tail takes no measure/);
  });
});

describe('a placebo', () => {
  test('has the values of the near miss', () => {
    expect(parse('anomaly: moving, column: c, placebo: true')).toMatchObject({
      placebo: true,
      volume: { rows: 1 },
      during: 'all',
    });
    expect(parse('anomaly: late, column: c, placebo: true').amplitude).toEqual({ value: '60', unit: 'seconds' });
  });

  test('is off where it says so', () => {
    expect(parse('anomaly: moving, column: c, placebo: false').placebo).toBeUndefined();
  });

  test('leaves no say about them to the step', () => {
    expect(refusal('anomaly: moving, column: c, placebo: true, volume: 5%')).toMatch(
      /placebo: true sets volume by itself\. Remove volume, or placebo\.$/,
    );
  });
});

test('a selection that is part of the anomaly is not for the step to choose', () => {
  expect(parse('anomaly: tail, column: c').select).toEqual({ mechanism: 'last' });
  expect(parse('anomaly: moving, column: c, select: last').select).toEqual({ mechanism: 'last' });
  expect(refusal('anomaly: tail, column: c, select: random')).toMatch(/tail takes no select/);
});

describe('amplitudes', () => {
  test.each([
    ['late', '24 hours', '86400'],
    ['late', '2 days', '172800'],
    ['late', '90 minutes', '5400'],
    ['late', '1 year', '31536000'],
    ['mix', '20 points', '20'],
    ['mix', '-5 pp', '-5'],
    ['mix', '12.5', '12.5'],
    ['coarse', '-2 digits', '-2'],
    ['coarse', '1', '1'],
    ['skewed', '-1.5', '-1.5'],
  ])('%s takes %s', (anomaly, text, value) => {
    expect(parse(`anomaly: ${anomaly}, column: c, amplitude: ${text}`).amplitude?.value).toBe(value);
  });

  test.each([
    ['late', '24', /amplitude 24 is not in the unit of this anomaly\. Write it like 1 day\.$/],
    ['late', '2 years', /amplitude 2 years is outside of what this anomaly takes\. Write 1 second to 1 year\.$/],
    ['mix', '200 points', /Write -100 points to 100 points\.$/],
    ['skewed', 'x2', /amplitude "x2" is not in the unit of this anomaly\. Write it like 2\.$/],
    ['coarse', '1.5', /Write it like 0 digits\.$/],
  ])('%s refuses %s', (anomaly, text, expected) => {
    expect(refusal(`anomaly: ${anomaly}, column: c, amplitude: ${text}`)).toMatch(expected);
  });
});
