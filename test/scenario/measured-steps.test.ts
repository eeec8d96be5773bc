import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { anomalyOf } from '../../src/model/anomaly-of.ts';
import type { Step } from '../../src/model/scenario.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

function parse(step: string) {
  const head = 'apiVersion: faultline/v1\nkind: Scenario\nname: a\ntarget: shop\n';
  return parseScenario(`${head}steps:\n  - {id: s, table: t, ${step}}\n`, 'a.yaml', catalog);
}

const formOf = (step: Step) => anomalyOf(catalog, step);

describe('a step of a metric', () => {
  test('that names a column means its average, or its sum where no average can move', () => {
    const of = (step: string) => parse(step).steps[0]!.measure;
    expect(of('anomaly: metric-spike, column: amount')).toEqual({ column: 'amount', aggregate: 'avg' });
    expect(of('anomaly: outage-recovery, column: amount')).toEqual({ column: 'amount', aggregate: 'sum' });
  });

  test('has one fingerprint however it names its average', () => {
    const of = (step: string) => parse(`anomaly: metric-spike, ${step}`).fingerprint;
    const average = of('column: amount');
    expect(of('measure: {column: amount, aggregate: avg}')).toBe(average);
    const others = [
      '{column: amount, aggregate: sum}',
      '{column: amount, aggregate: avg, time: paid_at}',
      '{aggregate: count}',
    ];
    expect(new Set([average, ...others.map((measure) => of(`measure: ${measure}`))]).size).toBe(4);
  });

  test.each([
    ['', 'eb47129722b39a64f55d6e1e30d8c6bdb4e8d0c5c2fa60704d1c2c4e01a684ce'],
    [', shape: ramp', 'd3af5a5b09b8978f2441467416c1054434777f86a69246e1f7ae584b97e9d53f'],
  ])(
    'that shifts the level of a column has the fingerprint that it had before there were metrics%s',
    (shape, known) => {
      expect(parse(`anomaly: level-shift, column: amount${shape}`).fingerprint).toBe(known);
    },
  );

  test.each([
    ['anomaly: metric-spike, measure: {aggregate: count}', 'insert', 'rows'],
    ['anomaly: metric-dip, measure: {aggregate: count}', 'delete', 'rows'],
    ['anomaly: level-shift, measure: {aggregate: count}', 'insert', 'rows'],
    ['anomaly: level-shift, measure: {aggregate: count}, amplitude: -5', 'delete', 'rows'],
    ['anomaly: trend-break, measure: {aggregate: count}, amplitude: -5', 'delete', 'rows'],
    ['anomaly: seasonal-event, measure: {aggregate: count}, amplitude: x0.5', 'delete', 'rows'],
    ['anomaly: variance-burst, measure: {aggregate: count}', 'update', 'rows'],
    ['anomaly: level-shift, measure: {aggregate: sum, column: amount}', 'update', 'sum'],
    ['anomaly: gradual-drift, measure: {aggregate: sum, column: amount}', 'update', 'sum'],
    ['anomaly: gradual-drift, column: amount', 'update', 'mean'],
  ])('%s is an %s, and the plan shows its %s', (step, effect, metric) => {
    expect(formOf(parse(step).steps[0]!)).toMatchObject({ effect, metric });
  });

  test.each([
    ['anomaly: metric-spike', 'says neither which column nor which metric'],
    ['anomaly: metric-spike, measure: {aggregate: sum}', 'has no column to take the sum of'],
    ['anomaly: metric-spike, measure: {aggregate: count, column: amount}', 'a number of rows is of no column'],
    ['anomaly: metric-spike, column: amount, measure: {aggregate: count}', 'stands beside measure'],
    ['anomaly: outage-recovery, measure: {aggregate: avg, column: amount}', 'avg'],
    ['anomaly: null-spike, column: amount, measure: {aggregate: count}', 'measure'],
  ])('is refused: %s', (step, words) => {
    expect(() => parse(step)).toThrow(words);
  });
});
