/** What the rows of a batch are: as they should be, each of them broken on purpose, or some of both. */
export type Quality = 'good' | 'bad' | 'mixed';

/** What sending a table's batches came to, from when it was begun or continued. */
export interface SendReport {
  /** Batches and rows that were acknowledged; empty batches are none. */
  readonly batches: number;
  readonly rows: number;
  /** Rows that earlier runs had been acknowledged. */
  readonly rowsBefore: number;
  readonly requests: number;
  /** Requests beyond the first one of each batch. */
  readonly retries: number;
  /** Batches that were acknowledged after attempts that failed. */
  readonly recovered: number;
  /** Bodies as they were sent, retries included. */
  readonly bytes: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** How often each status came; `none` where there was no answer. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly byQuality: Readonly<Partial<Record<Quality, QualityReport>>>;
}

/** Acknowledged batches of one quality. */
export interface QualityReport {
  readonly accepted: Amount;
  /** Refused, as was to be expected. */
  readonly refused: Amount;
  readonly acceptedThoughBad: Amount;
  /** From sending to the end of the answer, of the attempts that were acknowledged. */
  readonly latency: Latency;
}

export interface Amount {
  readonly batches: number;
  readonly rows: number;
}

/** Of the answers to batches, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}
