import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../src/model/plan.ts';
import { mermaidChart } from '../../src/output/mermaid-chart.ts';
import { stepChart } from '../../src/output/step-chart.ts';
import { lostEmails, missingOrders } from './fixtures/shop-steps.ts';
import { readMermaid } from './mermaid-grammar.ts';

const now = '2026-11-20T09:00:00.000Z';
const hour = 3_600_000;

function series(bucket: 'hour' | 'day', values: readonly (readonly [number | null, number | null])[]): Series {
  const length = bucket === 'hour' ? hour : 24 * hour;
  const points = values.map(([before, after], index) => ({
    at: new Date(Date.UTC(2026, 8, 1) + index * length).toISOString(),
    before,
    after,
  }));
  return { metric: 'rows', bucket, points };
}

function chartOf(values: Series, step = missingOrders) {
  const chart = stepChart(step, values, now);
  return chart === undefined ? undefined : readMermaid(mermaidChart(chart));
}

describe('the chart of a step', () => {
  test('shows rows per day before as bars and after as a line', () => {
    expect(chartOf(missingOrders.series!)).toEqual({
      title: 'public.orders: rows per day, Fri 13 Nov to Thu 19 Nov',
      labels: ['13 Nov', '14 Nov', '15 Nov', '16 Nov', '17 Nov', '18 Nov', '19 Nov'],
      lowest: 0,
      highest: 10_800,
      bars: [9_911, 10_120, 9_870, 4_020, 3_990, 9_960, 10_012],
      line: [9_911, 10_120, 9_870, 4_020, 3_990, 9_960, 5_112],
    });
  });

  test('labels days alike where PostgreSQL writes them with an offset', () => {
    const { series: points } = missingOrders;
    const written = points!.points.map((point) => ({ ...point, at: `${point.at.slice(0, 10)} 00:00:00+00` }));
    const chart = chartOf({ ...points!, points: written });
    expect(chart?.title).toBe('public.orders: rows per day, Fri 13 Nov to Thu 19 Nov');
    expect(chart?.labels.slice(-2)).toEqual(['18 Nov', '19 Nov']);
  });

  test('shows shares in percent', () => {
    expect(chartOf(lostEmails.series!, lostEmails)?.line.at(-1)).toBe(4);
  });

  test('begins its scale near the values where the change would not be seen from zero', () => {
    const chart = chartOf(
      series('day', [
        [1_000, 1_000],
        [1_010, 1_010],
        [1_005, 1_030],
      ]),
    );
    expect(chart?.lowest).toBeGreaterThan(900);
    expect(chart?.highest).toBeLessThan(1_100);
  });

  test('is not drawn where nothing changes, or for numbers that no axis holds', () => {
    expect(
      chartOf(
        series('day', [
          [5, 5],
          [6, 6],
        ]),
      ),
    ).toBeUndefined();
    expect(chartOf(series('day', []))).toBeUndefined();
    expect(
      chartOf(
        series('day', [
          [5, 5],
          [6, 1e21],
        ]),
      ),
    ).toBeUndefined();
  });

  test('shows days without rows as such', () => {
    const days = series('day', [
      [5, 5],
      [6, 6],
      [7, 7],
      [8, 2],
    ]);
    const chart = chartOf({ ...days, points: days.points.filter((_, index) => index !== 1 && index !== 2) });
    expect(chart?.labels).toEqual(['1 Sep', '2 Sep', '3 Sep', '4 Sep']);
    expect(chart?.bars).toEqual([5, 0, 0, 8]);
    expect(chart?.line).toEqual([5, 0, 0, 2]);
  });

  test('keeps to sixty points around the change', () => {
    const chart = chartOf(
      series(
        'day',
        Array.from({ length: 400 }, (_, index) => [10, index === 200 ? 1 : 10] as const),
      ),
    );
    expect(chart?.labels).toHaveLength(60);
    expect(chart?.line.filter((value) => value === 1)).toHaveLength(1);
  });

  test('leaves room between the labels that are to be read', () => {
    const chart = chartOf(
      series(
        'hour',
        Array.from({ length: 60 }, (_, index) => [10, index === 58 ? 1 : 10] as const),
      ),
    );
    const seen = chart?.labels.map((label) => label.replaceAll(/[\u200B\u200C]/g, '')).filter((label) => label !== '');
    expect(seen?.length).toBeLessThanOrEqual(20);
    expect(seen?.at(-1)).toBe('11:00');
  });

  test('is of the grammar of Mermaid, whatever the names and values', () => {
    const value = fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: false }), fc.double({ min: -1, max: 1 })));
    const values = fc.array(fc.tuple(value, value), { maxLength: 80 });
    const name = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        values,
        name,
        fc.constantFrom('hour', 'day'),
        fc.constantFrom('nulls', 'mean'),
        (points, column, bucket, metric) => {
          const chart = chartOf({ ...series(bucket, points), metric }, { ...missingOrders, column });
          if (chart === undefined) return;
          expect(chart.title.trim()).not.toBe('');
          // Mermaid cuts blanks off labels, and draws points of the same label as one.
          expect(new Set(chart.labels.map((label) => label.trim())).size).toBe(chart.labels.length);
          expect(chart.bars).toHaveLength(chart.labels.length);
          expect(chart.line).toHaveLength(chart.labels.length);
          expect(chart.highest).toBeGreaterThan(chart.lowest);
          for (const each of [...chart.bars, ...chart.line]) {
            expect(each).toBeGreaterThanOrEqual(chart.lowest);
            expect(each).toBeLessThanOrEqual(chart.highest);
          }
        },
      ),
    );
  });
});
