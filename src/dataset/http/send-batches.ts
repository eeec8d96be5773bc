import { FaultlineError } from '../../model/errors.ts';
import type { Log } from '../../model/log.ts';
import { formatRows } from '../../output/format-number.ts';
import { redactor } from '../../scenario/redact.ts';
import { openAccount, type Acknowledged } from './acknowledged.ts';
import type { Batch } from './batch.ts';
import { systemClock, type Clock } from './clock.ts';
import type { HttpSettings } from './http-settings.ts';
import { secretsIn } from './request-headers.ts';
import { keepLatest } from './keep-latest.ts';
import { keepPace } from './pace.ts';
import { sendBatch, type Failure, type Sender } from './send-batch.ts';
import { goOn, sendFailure } from './send-failure.ts';
import type { SendReport } from '../../model/send-report.ts';
import { openTally } from './tally.ts';
import { openTransport } from './transport.ts';
import { workThrough } from './work-through.ts';

/** What sending needs besides the settings. */
export interface Sending {
  /** What decides the rows, besides table and numbers: name, seed and digest of the data set. */
  readonly identity: readonly string[];
  /** Breaks off what is in flight and ends it; what was acknowledged is kept. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Values that no message shows, besides those of headers such as Authorization. The log hides them by itself. */
  readonly secrets: readonly string[];
  /** What earlier runs were acknowledged: these batches are passed over. */
  readonly resumeFrom?: Acknowledged | undefined;
  /** Stores the state. Called one at a time, with the newest state each time; at the end, however that comes about, the last one is stored. */
  readonly onAcknowledged?: ((state: Acknowledged) => void | Promise<void>) | undefined;
  /** Receives the report however sending ends. */
  readonly onEnd?: ((report: SendReport) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** From 0 to 1. */
  readonly random?: (() => number) | undefined;
  /** Where proxies are named. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Sends the batches of one table, as many at once as the settings say; the next one is made only when another is done.
 * Each is sent at least once, and always with the same Idempotency-Key.
 * @throws REQUEST_FAILED once a batch is given up and those in flight have ended; INTERRUPTED; what making rows or storing the state throws
 */
export async function sendBatches(
  settings: HttpSettings,
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  sending: Sending,
): Promise<SendReport> {
  const { signal, clock = systemClock, env = process.env } = sending;
  const account = openAccount(sending.resumeFrom);
  const tally = openTally();
  const stopping = new AbortController();
  const keeper = keepLatest(
    () => sending.onAcknowledged?.(account.state()),
    () => stopping.abort(),
  );
  const transport = await openTransport({ settings, clock, env });
  const sender: Sender = {
    settings,
    identity: sending.identity,
    transport,
    pace: keepPace(settings.rate, clock),
    tally,
    clock,
    random: sending.random ?? Math.random,
    log: sending.log,
    stop: stopping.signal,
  };
  const breakOff = () => {
    stopping.abort();
    void transport.close();
  };
  let failure: Failure | undefined;
  const began = clock.now();
  signal.addEventListener('abort', breakOff, { once: true });
  if (signal.aborted) breakOff();
  try {
    await workThrough(batches, settings.concurrency, stopping, async (batch) => {
      if (account.has(batch.number)) return;
      const sent = await sendBatch(batch, sender);
      if (sent.kind === 'acknowledged') {
        account.add(batch.number, sent.rows);
        keeper.note();
      } else if (sent.kind === 'failed') {
        failure ??= sent;
        stopping.abort();
      }
    });
  } catch (error) {
    // What making rows throws when it is interrupted is an interruption.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', breakOff);
    await transport.close();
    tellOfAccepted(reportNow(), sending.log);
    sending.onEnd?.(reportNow());
    await keeper.settle();
  }
  const { rows } = account.state();
  if (signal.aborted)
    throw new FaultlineError('INTERRUPTED', `interrupted; ${formatRows(rows)} acknowledged`, { hint: goOn });
  const redact = redactor([...sending.secrets, ...secretsIn(settings.headers)]);
  if (failure !== undefined) throw sendFailure(failure, settings, rows, redact);
  return reportNow();

  function reportNow(): SendReport {
    return { ...tally.report(clock.now() - began), rowsBefore: sending.resumeFrom?.rows ?? 0 };
  }
}

function tellOfAccepted({ byQuality }: SendReport, log: Log): void {
  const { batches = 0, rows } = byQuality.bad?.acceptedThoughBad ?? {};
  if (batches > 0) log.warn('bad rows were accepted', { batches, rows });
}
