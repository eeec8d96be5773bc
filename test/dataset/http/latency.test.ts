import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recordLatency } from '../../../src/dataset/http/latency.ts';

it('gives the latency of the nearest rank, within a thousandth', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 500 }),
      (latencies) => {
        const record = recordLatency();
        for (const latency of latencies) record.add(latency);
        const sorted = latencies.toSorted((left, right) => left - right);
        const read = record.read();
        for (const [share, value] of [
          [0.5, read.p50],
          [0.95, read.p95],
          [0.99, read.p99],
          [1, read.max],
        ] as const) {
          const exact = sorted[Math.max(1, Math.floor(share * sorted.length + 0.5)) - 1] ?? 0;
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact * 0.001 + 0.001);
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('takes what is too quick or too slow to be told for the nearest that can', () => {
  const record = recordLatency();
  record.add(0);
  record.add(1e12);
  expect(record.read()).toMatchObject({ p50: 0.001, max: expect.closeTo(3_600_000, -4) as number });
});
