import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { column } from '../sql/sql.ts';
import { namedColumns, snapshotColumns } from './columns.ts';
import type { BoundStep } from './compiled-step.ts';
import { freshColumns } from './fresh-key.ts';

/** The digest of a step's snapshot rows of alias `fl_s`. Fresh values of copied rows are left out: only apply knows them. */
export function snapshotDigest(dialect: Dialect, bound: BoundStep): Sql {
  const fresh = bound.anomaly.effect === 'insert' ? freshColumns(bound) : [];
  const isFresh = (each: Column) => !('reason' in fresh) && fresh.includes(each);
  const named = namedColumns(snapshotColumns(bound)).filter((each) => !isFresh(each.column));
  return dialect.digest(
    [...named.map((each) => column('fl_s', each.name)), column('fl_s', 'occurrence')],
    [...named.map((each) => each.column), undefined],
  );
}
