import { randomUUID } from 'node:crypto';
import { Type, type Static } from '@sinclair/typebox';
import type { Log } from '../../model/log.ts';
import { fingerprintOf } from '../fingerprint-of.ts';
import { refuseOtherConfiguration } from '../refuse-other-configuration.ts';
import type { TableSource } from '../table-source.ts';
import { acknowledgedSchema, type Acknowledged } from './acknowledged.ts';
import type { HttpParameters } from './http-parameters.ts';
import { httpSettings } from './http-settings.ts';
import { sendBatches } from './send-batches.ts';
import type { SendReport } from '../../model/send-report.ts';
import { openPool, tableBatches } from './table-batches.ts';

/** What has been acknowledged of an interrupted run, by table. */
export const sentSchema = Type.Object({
  formatVersion: Type.Literal(1),
  /** All that decides the rows and their batches. */
  configuration: Type.Record(Type.String(), Type.Unknown()),
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
  /** All that decides the rows, as JSON holds it: keys of requests and the state of a run depend on it. */
  readonly configuration: Readonly<Record<string, unknown>>;
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
 * @throws INVALID_ARGUMENT where another configuration would go on; what `sendBatches` throws
 */
export async function sendTables(request: SendRequest): Promise<void> {
  const { parameters, resumeFrom, log, signal } = request;
  const configuration = batchedConfiguration(request);
  if (resumeFrom !== undefined)
    refuseOtherConfiguration(resumeFrom.configuration, configuration, 'send everything anew');
  const fingerprint = fingerprintOf(configuration);
  const settings = httpSettings(parameters);
  const tables: Record<string, Acknowledged> = { ...resumeFrom?.tables };
  const run = resumeFrom?.run ?? randomUUID();
  const keep = () => request.keep({ formatVersion: 1, configuration, run, tables });
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

/** What was acknowledged is kept by the numbers of batches, so that what decides these belongs to it. */
function batchedConfiguration({ configuration, parameters: { batch, badRows } }: SendRequest) {
  return { ...configuration, output: { http: { batch, badRows } } };
}
