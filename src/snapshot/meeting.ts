import type { Dialect } from '../model/dialect.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { internal } from './internal.ts';
import { changedOf, digestOf, toldApart } from './row-key.ts';
import { keysMeet, type RowSource } from './row-source.ts';

/** How the rows of a table and of a step's snapshot find each other. */
export interface Meeting {
  /** The table's rows, to be followed by the alias `t`. */
  readonly rows: RowSource;
  /** The snapshot's, to be followed by the alias `fl_s`. */
  readonly snapshot: Sql;
  readonly on: Sql;
}

/** The part of a snapshot that a meeting is about. */
interface Held {
  readonly columns: SnapshotColumns;
  /** The snapshot table or a parenthesised snapshot query. */
  readonly rows: Sql;
}

/** Rows as they are before the step. @param source rows of the step's table */
export function meetBefore(dialect: Dialect, source: RowSource, { columns, rows }: Held): Meeting {
  const found = columns.whole ? toldApart(dialect, source, columns) : source;
  return { rows: found, snapshot: rows, on: keysMeet(columns.key, 't', 'fl_s') };
}

/** Rows as the step has left them; of a deletion those that are gone, if they were there. @param source rows of the step's table */
export function meetAfter(dialect: Dialect, source: RowSource, held: Held): Meeting {
  const { columns, rows } = held;
  if (columns.whole === undefined || columns.after.length === 0) return meetBefore(dialect, source, held);
  const on = all(
    [internal.digest, internal.ordinal].map((each) => sql`${column('t', each)} = ${column('fl_s', each)}`),
  );
  return { rows: toldApart(dialect, source, columns), snapshot: leftRows(dialect, columns, rows), on };
}

/** The snapshot with digest and number that its rows have once the step is made. */
function leftRows(dialect: Dialect, columns: SnapshotColumns, rows: Sql): Sql {
  const isUpdate = changedOf(columns).length > 0;
  const values = columns.after.map((_, index) => column('fl_s', `a${index + 1}`));
  const digest = digestOf(dialect, columns.after, values, isUpdate ? column('fl_s', 'k3') : undefined);
  const [ownDigest, ownOrdinal] = [column('fl_s', internal.digest), column('fl_s', 'k2')];
  const order = join([column('fl_s', 'k1'), ownOrdinal]);
  const number = sql`row_number() over (partition by ${ownDigest} order by ${order})`;
  // Copies that are like their originals have numbers that follow theirs.
  const ordinal = isUpdate
    ? number
    : sql`case when ${ownDigest} = ${column('fl_s', 'k1')} then ${ownOrdinal} else ${number} end`;
  return sql`(select fl_s.*, ${ordinal} as ${name(internal.ordinal)}
    from (select fl_s.*, ${digest} as ${name(internal.digest)} from ${rows} fl_s ${dialect.fence}) fl_s)`;
}
