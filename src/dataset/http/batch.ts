import type { Quality } from '../../model/send-report.ts';

/** Rows of one table that go into one request. They can be made again at any time, and are always the same. */
export interface Batch {
  readonly table: string;
  /** Counted from 0; no other batch of the table has it, whatever its quality. */
  readonly number: number;
  /** The stretch of row numbers that they come from: `from` is in it, `to` is not. */
  readonly from: number;
  readonly to: number;
  readonly quality: Quality;
  /** Each row as a JSON object. A stretch may hold no row of the quality; then nothing is sent. */
  read(): Promise<readonly string[]>;
}
