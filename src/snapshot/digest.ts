import type { Effect } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import { column } from '../sql/sql.ts';
import { namedColumns } from './columns.ts';

/** The digest of snapshot rows of alias `s`. Keys of inserted rows are left out: they come from generators at apply. */
export function snapshotDigest(dialect: Dialect, effect: Effect, columns: SnapshotColumns): Sql {
  const named = namedColumns(columns).filter((each) => effect !== 'insert' || each.name.startsWith('a'));
  return dialect.digest([...named.map((each) => column('s', each.name)), column('s', 'occurrence')]);
}
