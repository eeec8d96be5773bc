import { randomUUID } from 'node:crypto';
import { Type, type Static } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import type { Log } from '../../model/log.ts';
import type { TableSource } from '../table-source.ts';
import { acknowledgedSchema, type Acknowledged } from './acknowledged.ts';
import type { HttpParameters } from './http-parameters.ts';
import { httpSettings } from './http-settings.ts';
import { sendBatches } from './send-batches.ts';
import type { SendReport } from './send-report.ts';
import { openPool, tableBatches } from './table-batches.ts';

/** What has been acknowledged of an interrupted run, by table. */
export const sentSchema = Type.Object({
  formatVersion: Type.Literal(1),
  fingerprint: Type.String(),
  /** Tells this run from others of the same data: the keys of its requests depend on it. */
  run: Type.String(),
  tables: Type.Record(Type.String(), acknowledgedSchema),
});
export type Sent = Static<typeof sentSchema>;

/** How tables are sent. */
export interface SendRequest {
  readonly sources: readonly TableSource[];
  /** References to secrets are resolved. */
  readonly parameters: HttpParameters;
  /** What the rows are made of: keys of requests and the state of a run depend on it. */
  readonly fingerprint: string;
  /** Makers of rows side by side. */
  readonly workers: number;
  readonly isBad?: ((table: string) => ((row: number) => boolean) | undefined) | undefined;
  /** What an interrupted run was acknowledged. */
  readonly resumeFrom?: Sent | undefined;
  /** Receives the report of every table that was begun, however sending ends. */
  readonly onEnd: (sent: SentTable) => void;
  /** Stores what has been acknowledged so far. */
  readonly keep: (sent: Sent) => Promise<void>;
  readonly observe: (table: string, rows: number, of: number) => void;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly secrets: readonly string[];
}

/** What sending one table came to. */
export interface SentTable {
  readonly table: string;
  readonly report: SendReport;
}

/**
 * Sends the rows of tables as requests, one table after the other.
 * @throws STALE_PLAN where another data set would go on; what `sendBatches` throws
 */
export async function sendTables(request: SendRequest): Promise<void> {
  const { parameters, fingerprint, resumeFrom, log, signal } = request;
  if (resumeFrom !== undefined && resumeFrom.fingerprint !== fingerprint)
    throw new FaultlineError('STALE_PLAN', 'the data set has changed since its rows were sent', {
      hint: 'Go on with the file as it was, or send everything anew with --force.',
    });
  const settings = httpSettings(parameters);
  const tables: Record<string, Acknowledged> = { ...resumeFrom?.tables };
  const run = resumeFrom?.run ?? randomUUID();
  const keep = () => request.keep({ formatVersion: 1, fingerprint, run, tables });
  await keep();
  for (const source of request.sources) {
    const table = source.table.name.name;
    const rows = source.to - source.from;
    request.observe(table, tables[table]?.rows ?? 0, rows);
    const pool = openPool(source, request.workers);
    const batching = {
      size: parameters.batch,
      areBadSeparate: parameters.badRows === 'separate',
      isBad: request.isBad?.(table),
    };
    try {
      await sendBatches(settings, tableBatches(source, batching, pool), {
        identity: [fingerprint, run],
        signal,
        log,
        secrets: request.secrets,
        resumeFrom: tables[table],
        onAcknowledged: async (state) => {
          tables[table] = state;
          request.observe(table, state.rows, rows);
          await keep();
        },
        onEnd: (report) => request.onEnd({ table, report }),
      });
    } finally {
      pool.close();
    }
  }
}
