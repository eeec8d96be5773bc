import type { Verdict } from './judge-answer.ts';
import { recordLatency } from './latency.ts';
import type { Amount, Quality, QualityReport, SendReport } from '../../model/send-report.ts';
import type { Answer } from './transport.ts';

/** Counts what happens while batches are sent. */
export interface Tally {
  /** One request has ended. */
  request(answer: Answer, bytes: number, isRetry: boolean): void;
  /** A batch was acknowledged. @param milliseconds of the attempt that was */
  acknowledge(quality: Quality, rows: number, verdict: Verdict, milliseconds: number, hasRecovered: boolean): void;
  /** @param milliseconds since sending began */
  report(milliseconds: number): Omit<SendReport, 'rowsBefore'>;
}

interface Counted extends Amount {
  batches: number;
  rows: number;
}

export function openTally(): Tally {
  const sums = { batches: 0, rows: 0, requests: 0, retries: 0, recovered: 0, bytes: 0 };
  const statuses = new Map<string, number>();
  const qualities = new Map<Quality, ReturnType<typeof openQuality>>();
  return {
    request(answer, bytes, isRetry) {
      const status = answer.kind === 'answered' ? String(answer.status) : 'none';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      sums.requests += 1;
      sums.retries += Number(isRetry);
      sums.bytes += bytes;
    },
    acknowledge(quality, rows, verdict, milliseconds, hasRecovered) {
      sums.batches += 1;
      sums.rows += rows;
      sums.recovered += Number(hasRecovered);
      const counts = qualities.get(quality) ?? openQuality();
      qualities.set(quality, counts);
      counts.add(verdict, rows, milliseconds);
    },
    report(milliseconds) {
      const seconds = milliseconds / 1000;
      return {
        ...sums,
        seconds,
        rowsPerSecond: seconds > 0 ? sums.rows / seconds : 0,
        statuses: Object.fromEntries(statuses),
        byQuality: Object.fromEntries([...qualities].map(([quality, counts]) => [quality, counts.report()])),
      };
    },
  };
}

function openQuality() {
  const amounts: Record<'accepted' | 'refused' | 'acceptedThoughBad', Counted> = {
    accepted: { batches: 0, rows: 0 },
    refused: { batches: 0, rows: 0 },
    acceptedThoughBad: { batches: 0, rows: 0 },
  };
  const latency = recordLatency();
  return {
    add(verdict: Verdict, rows: number, milliseconds: number) {
      const amount =
        amounts[
          verdict === 'accepted though bad' ? 'acceptedThoughBad' : verdict === 'refused' ? 'refused' : 'accepted'
        ];
      amount.batches += 1;
      amount.rows += rows;
      latency.add(milliseconds);
    },
    report: (): QualityReport => ({ ...structuredClone(amounts), latency: latency.read() }),
  };
}
