import type { Offer } from './inspection.ts';
import type { TableName } from './table.ts';

/** What suits one column, or one table as a whole. */
export interface OfferList {
  /** Name of the target. */
  readonly target: string;
  readonly table: TableName;
  /** The table as scenario files write it. */
  readonly written: string;
  /** Undefined = the table as a whole. */
  readonly column: string | undefined;
  /** What it is, in a few words: "character varying(60), looks like e-mail". */
  readonly title: string;
  /** Best first. */
  readonly offers: readonly Offer[];
}
