import type { Sql } from '../model/sql.ts';

/** One branch of the statement that measures a step: rows of text values `v1 …` under the name of the part. */
export interface Part {
  readonly part: 'summary' | 'sample' | 'total' | 'series' | 'gap' | 'distance' | 'label';
  /** The bucket of a series, 1 or 0 for inside or outside of the window; else NULL. */
  readonly group: Sql;
  readonly values: readonly Sql[];
  /** What follows the select list. */
  readonly rest: Sql;
}
