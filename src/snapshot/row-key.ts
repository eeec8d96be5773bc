import type { Effect } from '../model/anomaly.ts';
import type { Dialect } from '../model/dialect.ts';
import type { SnapshotColumns } from '../model/plan.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { internal, internalColumn } from './internal.ts';
import { level } from './level.ts';
import type { RowSource } from './row-source.ts';

/**
 * The key of a table in which nothing identifies rows: a digest of all that a row holds, and the row's number among
 * those that hold the same, from 1. Such rows are interchangeable, so that their numbers may be given anew by each query. An update
 * has a third part, the digest of what it leaves alone: by it rows are found once they are changed.
 */
export function rowKey({ ledgerTypes }: Dialect, effect: Effect): readonly Column[] {
  const digest = made(internal.digest, 'text', ledgerTypes.text);
  const ordinal = made(internal.ordinal, 'integer', ledgerTypes.integer);
  return effect === 'update' ? [digest, ordinal, made(internal.rest, 'text', ledgerTypes.text)] : [digest, ordinal];
}

/** Whether a key is one of whole rows. */
export function isRowKey(key: readonly Column[]): boolean {
  return key[0]?.name === internal.digest;
}

/** The key of a row as people see it: the digest, and which of the rows with it. */
export function rowKeyText(digest: string, ordinal: string): string {
  return `${digest}#${ordinal}`;
}

/** Besides the key: how many rows hold the same as the row at hand, itself among them. */
export function sameRows({ ledgerTypes }: Dialect): Column {
  return made(internal.same, 'integer', ledgerTypes.integer);
}

/** The rows of `source` with the key's columns, and `sameRows`. */
export function toldApart(dialect: Dialect, source: RowSource, columns: SnapshotColumns): RowSource {
  const rest = restOf(columns);
  const values = (list: readonly Column[]) => list.map((each) => column('t', each.name));
  const changed = changedOf(columns);
  let rows = level(source, internal.rest, digestOf(dialect, rest, values(rest)), dialect.fence);
  const digest =
    changed.length === 0 ? internalColumn('rest') : digestOf(dialect, changed, values(changed), internalColumn('rest'));
  rows = level(rows, internal.digest, digest, dialect.fence);
  const alike = sql`partition by ${internalColumn('digest')}`;
  // The order among rows that hold the same is open; not every engine numbers rows without one.
  return sql`(select t.*, row_number() over (${alike} order by ${internalColumn('digest')}) as ${name(internal.ordinal)},
      count(*) over (${alike}) as ${name(internal.same)}
    from ${rows} t)`;
}

/**
 * The digest of the values of some columns.
 * @param before text that comes before them
 */
export function digestOf(dialect: Dialect, columns: readonly Column[], values: readonly Sql[], before?: Sql): Sql {
  const parts = columns.map((each, index) => measured(dialect, dialect.text(values[index]!, each)));
  const all = [...(before === undefined ? [] : [before]), ...parts];
  return dialect.hashHex(all.length === 0 ? dialect.textLiteral('') : all.length === 1 ? all[0]! : dialect.concat(all));
}

/** What an update leaves alone; of rows that come and go, all of it. */
function restOf({ whole, after, before }: SnapshotColumns): readonly Column[] {
  if (before.length === 0 || after.length === 0) return whole!;
  return whole!.filter((each) => !after.some((changed) => changed.name === each.name));
}

/** What an update changes. */
export function changedOf({ before, after }: SnapshotColumns): readonly Column[] {
  return before.length === 0 ? [] : after;
}

/**
 * The number of a chosen row `t`. Of the rows that hold the same, those that go are the last ones, and those that come follow
 * the ones that are there: a row is there as long as its table holds as many of its like as its number says.
 */
export function chosenOrdinal(effect: Effect, order: readonly Sql[]): Sql {
  const alike = sql`partition by ${internalColumn('digest')}`;
  const number = sql`row_number() over (${alike} order by ${join([internalColumn('ordinal'), ...order])})`;
  const before = effect === 'insert' ? sql`` : sql` - count(*) over (${alike})`;
  return sql`${internalColumn('same')}${before} + ${number}`;
}

/** Length before value, so that no two rows run together to the same text; NULL is unlike every value. */
function measured(dialect: Dialect, text: Sql): Sql {
  const length = dialect.cast(dialect.length(text), dialect.ledgerTypes.text);
  const both = dialect.concat([length, dialect.textLiteral(':'), text]);
  return sql`case when ${text} is null then ${dialect.textLiteral('-')} else ${both} end`;
}

function made(title: string, kind: Column['kind'], type: string): Column {
  return {
    name: title,
    ordinal: 0,
    kind,
    type,
    storage: type,
    isNullable: false,
    isComputed: true,
    isIdentity: false,
    isGenerator: false,
  };
}
