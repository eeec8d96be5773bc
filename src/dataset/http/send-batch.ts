import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Log } from '../../model/log.ts';
import { backOff, mostPatience } from './back-off.ts';
import type { Batch } from './batch.ts';
import type { Clock } from './clock.ts';
import type { HttpSettings } from './http-settings.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Pace } from './pace.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { Tally } from './tally.ts';
import type { Answer, Transport } from './transport.ts';

/** What one batch is sent with. */
export interface Sender {
  readonly settings: HttpSettings;
  readonly identity: readonly string[];
  readonly transport: Transport;
  readonly pace: Pace;
  readonly tally: Tally;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Aborted once nothing more is to be begun; requests in flight may still end. */
  readonly stop: AbortSignal;
}

/** What became of a batch. */
export type Sent =
  | { readonly kind: 'acknowledged'; readonly rows: number }
  /** Broken off; whether a server has seen it is not known. */
  | { readonly kind: 'stopped' }
  | ({ readonly kind: 'failed' } & Failure);

/** A batch that is given up. */
export interface Failure {
  readonly batch: Batch;
  readonly rows: number;
  readonly attempts: number;
  /** To the last attempt. */
  readonly answer: Answer;
  /** Milliseconds that the server asked to wait, where that is too long. */
  readonly asked: number | undefined;
}

const compressed = promisify(gzip);

/** Sends one batch until it is acknowledged, its attempts are used up, or sending is stopped. @throws what reading its rows throws */
export async function sendBatch(batch: Batch, sender: Sender): Promise<Sent> {
  const { settings, transport, pace, tally, clock, log, stop } = sender;
  const rows = await batch.read();
  if (rows.length === 0) return { kind: 'acknowledged', rows: 0 };
  const key = idempotencyKey(sender.identity, batch);
  const text = settings.body.render({ batch, rows, key });
  const body = settings.isCompressed ? await compressed(text) : Buffer.from(text);
  const headers = { ...settings.headers, 'idempotency-key': key };
  const url = settings.url.of(batch.table);
  const about = { table: batch.table, batch: batch.number, rows: rows.length };
  for (let attempt = 1; ; attempt += 1) {
    await pace.take(rows.length, stop);
    if (stop.aborted) return { kind: 'stopped' };
    const began = clock.now();
    const answer = await transport.send(url, headers, body);
    const ms = clock.now() - began;
    if (stop.aborted && answer.kind === 'unanswered') return { kind: 'stopped' };
    tally.request(answer, body.length, attempt > 1);
    const verdict = verdictOn(answer, batch, settings);
    if (verdict !== 'retry' && verdict !== 'failed') {
      tally.acknowledge(batch.quality, rows.length, verdict, ms, attempt > 1);
      if (attempt > 1) log.info('batch recovered', { ...about, ...said(answer), attempt });
      if (verdict === 'accepted though bad') log.debug('bad rows accepted', { ...about, ...said(answer) });
      return { kind: 'acknowledged', rows: rows.length };
    }
    const asked = answer.kind === 'answered' ? parseRetryAfter(answer.retryAfter, clock.date()) : undefined;
    const isLast = verdict === 'failed' || attempt > settings.retries || (asked ?? 0) > mostPatience;
    const wait = isLast ? undefined : backOff(attempt, asked, sender.random());
    log.warn('attempt failed', { ...about, ...said(answer), attempt, ms: Math.round(ms), wait });
    if (wait === undefined) {
      log.error('batch failed', { ...about, ...said(answer), attempts: attempt });
      return { kind: 'failed', batch, rows: rows.length, attempts: attempt, answer, asked };
    }
    await clock.wait(wait, stop);
    if (stop.aborted) return { kind: 'stopped' };
  }
}

function verdictOn(answer: Answer, batch: Batch, { expected }: HttpSettings) {
  if (answer.kind === 'answered') return judgeAnswer(answer.status, batch.quality, expected);
  return answer.mayHeal ? 'retry' : 'failed';
}

function said(answer: Answer): object {
  return answer.kind === 'answered' ? { status: answer.status } : { reason: answer.reason };
}
