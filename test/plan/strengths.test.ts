import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import type { Anomaly } from '../../src/model/anomaly.ts';
import type { Step } from '../../src/model/scenario.ts';
import { strengthsOf } from '../../src/plan/strengths.ts';

const amplitude = { tuned: { strength: 'amplitude', to: 'detectable' } } as Step;

describe('the amplitudes among which a plan may choose', () => {
  const anomalies = [...catalog.values()].filter((anomaly) => anomaly.amplitude !== undefined);

  test.each(anomalies.map((anomaly) => [anomaly.id, anomaly] as const))(
    'of %s lie in its bounds, are few, and differ in two digits',
    (_, anomaly) => {
      const { min, max } = anomaly.amplitude!;
      const found = valuesOf(anomaly);
      expect(found.length).toBeGreaterThan(1);
      expect(Math.log2(found.length)).toBeLessThan(12);
      expect(new Set(found).size).toBe(found.length);
      for (const value of found) {
        expect(Number(value)).toBeGreaterThanOrEqual(Number(min));
        expect(Number(value)).toBeLessThanOrEqual(Number(max));
      }
      const isFalling = found.every((value, index) => index === 0 || Number(value) < Number(found[index - 1]));
      const isRising = found.every((value, index) => index === 0 || Number(value) > Number(found[index - 1]));
      expect(isFalling !== isRising).toBe(true);
    },
  );

  test('go away from no change, to the side of the default', () => {
    expect(valuesOf(withRule('percent', '-40', '-100', '1000')).at(0)).toBe('-0.01');
    expect(valuesOf(withRule('percent', '-40', '-100', '1000')).at(-1)).toBe('-100');
    expect(valuesOf(withRule('times', '3', '0.01', '10')).slice(0, 3)).toEqual(['1.01', '1.011', '1.012']);
    expect(valuesOf(withRule('edits', '1', '1', '12'))).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
    );
    expect(valuesOf(withRule('digits', '0', '-2', '2'))).toEqual(['1', '0', '-1', '-2']);
  });

  test('follow one another by a tenth at the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (max) => {
        const found = valuesOf(withRule('sd', String(max), '0.01', String(max))).map(Number);
        for (const [index, value] of found.slice(1).entries())
          expect(value / found[index]!).toBeLessThanOrEqual(1.1 + 1e-9);
      }),
      { numRuns: 20 },
    );
  });
});

test('volumes go up to all rows', () => {
  const found = strengthsOf({ tuned: { strength: 'volume', to: 'detectable' } } as Step, catalog.get('null-spike')!);
  expect(found.at(0)).toEqual({ volume: { percent: '0.01' } });
  expect(found.at(-1)).toEqual({ volume: { percent: '100' } });
});

function valuesOf(anomaly: Anomaly): readonly string[] {
  return strengthsOf(amplitude, anomaly).map((strength) => strength.amplitude!);
}

function withRule(unit: NonNullable<Anomaly['amplitude']>['unit'], usual: string, min: string, max: string): Anomaly {
  return { ...catalog.get('outlier')!, amplitude: { unit, default: usual, min, max, meaning: '' } };
}
