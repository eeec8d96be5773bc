import { count, formatBytes, formatCount, formatRows, formatSeconds } from '../../output/format-number.ts';
import type { Quality, QualityReport, SendReport } from '../../model/send-report.ts';

/** The report in a few lines: what was sent, and for each quality of rows what became of them and how long answers took. */
export function sendReportText(report: SendReport): readonly string[] {
  const { rows, batches, seconds, rowsPerSecond, bytes, retries, recovered, rowsBefore } = report;
  const sums = [
    `${formatRows(rows)} in ${count(batches, 'request')}`,
    formatSeconds(seconds),
    `${formatCount(Math.round(rowsPerSecond))} rows/s`,
    formatBytes(bytes),
    ...(retries > 0
      ? [`${retries === 1 ? '1 retry' : `${formatCount(retries)} retries`} (${formatCount(recovered)} recovered)`]
      : []),
    ...(rowsBefore > 0 ? [`${formatRows(rowsBefore)} by earlier runs`] : []),
  ];
  const qualities = (['good', 'bad', 'mixed'] as const).flatMap((quality) => {
    const found = report.byQuality[quality];
    return found === undefined ? [] : [qualityText(quality, found)];
  });
  return [sums.join(' · '), ...qualities];
}

function qualityText(quality: Quality, { accepted, refused, acceptedThoughBad, latency }: QualityReport): string {
  const amounts = [
    { rows: accepted.rows, word: 'accepted' },
    { rows: refused.rows, word: 'refused' },
    { rows: acceptedThoughBad.rows, word: 'accepted though bad' },
  ].filter(({ rows }) => rows > 0);
  const outcome = amounts.map(({ rows, word }) => `${formatCount(rows)} ${word}`).join(', ');
  const times = (['p50', 'p95', 'p99', 'max'] as const).map((name) => `${name} ${milliseconds(latency[name])}`);
  return `${quality.padEnd(5)}  ${outcome}  ${times.join('  ')}`;
}

function milliseconds(amount: number): string {
  if (amount >= 1000) return formatSeconds(amount / 1000);
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ms`;
}
