import { expect, it } from 'vitest';
import { madeJson } from '../../src/output/made-text.ts';
import type { SendReport } from '../../src/model/send-report.ts';

const sent: SendReport = {
  batches: 6,
  rows: 50,
  rowsBefore: 10,
  requests: 7,
  retries: 1,
  recovered: 1,
  bytes: 900,
  seconds: 2,
  rowsPerSecond: 25,
  statuses: { 200: 6, 503: 1 },
  byQuality: {
    mixed: {
      accepted: { batches: 6, rows: 50 },
      refused: { batches: 0, rows: 0 },
      acceptedThoughBad: { batches: 0, rows: 0 },
      latency: { p50: 3, p95: 5, p99: 7, max: 9 },
    },
  },
};

it('has what was sent and how many rows were rejected, null where the output has no such thing', () => {
  const table = { rows: 60, columns: 2, places: [] };
  const tables = [
    { table: 'orders', ...table, sent },
    { table: 'customers', ...table, rejected: 3 },
  ];
  expect(madeJson({ dataset: 'shop', seed: '7', seconds: 1, tables })).toMatchObject({
    tables: [
      { table: 'orders', rejected: null, sent },
      { table: 'customers', rejected: 3, sent: null },
    ],
  });
});
