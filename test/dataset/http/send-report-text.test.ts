import { expect, it } from 'vitest';
import { sendReportText } from '../../../src/dataset/http/send-report-text.ts';
import { orderBatches, rowsOf } from './orders.ts';
import { sendTo } from './sending-to.ts';

it('says what was sent, what became of good and bad rows, and how long answers took', async () => {
  const batches = orderBatches(3_000, 100, (batch) => (batch % 10 === 3 ? 'bad' : 'good'));
  const { report } = await sendTo(
    (arrival, index, clock) => {
      clock.advance(index === 5 ? 2_500 : 45);
      if (index === 8) return 503;
      const batch = (rowsOf(arrival)[0]?.id ?? 0) / 100;
      return batch === 3 || batch === 13 ? 422 : 200;
    },
    batches,
    { concurrency: 1 },
    { resumeFrom: { before: 2, beyond: [], rows: 200 } },
  );
  expect(report && sendReportText({ ...report, bytes: 164_000 })).toMatchInlineSnapshot(`
    [
      "2,800 rows in 28 requests · 4.3 s · 657 rows/s · 0.2 MB · 1 retry (1 recovered) · 200 rows by earlier runs",
      "good   2,500 accepted  p50 45 ms  p95 45 ms  p99 2.5 s  max 2.5 s",
      "bad    200 refused, 100 accepted though bad  p50 45 ms  p95 45 ms  p99 45 ms  max 45 ms",
    ]
  `);
});
