import type { Connection } from '../model/engine.ts';
import { FaultlineError, type ErrorDetails } from '../model/errors.ts';
import { formatTable, type Column, type Key, type Table, type UniqueKey } from '../model/table.ts';
import { columnOf } from '../snapshot/compiled-step.ts';
import { canonicalKey, isKeyKind } from '../snapshot/kappa.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { rowKeyHint } from './row-key-hint.ts';

/** Single columns are tried in one scan, then pairs of those with the most distinct values in another. */
const mostSingles = 16;
const mostInPairs = 5;

/**
 * The key by which a step finds its rows again: the primary key, else a unique key over columns that are never
 * NULL, else columns that are unique and complete in the data, else the columns that the step names (verified).
 * @param rows of the table, as the step comes to them
 * @throws NO_KEY with what was tried
 */
export async function chooseKey(
  connection: Connection,
  table: Table,
  rows: RowSource,
  wanted: 'auto' | readonly string[],
  details: ErrorDetails = {},
): Promise<Key> {
  if (wanted !== 'auto') return givenKey(connection, table, rows, wanted, details);
  return declaredKey(table) ?? (await verifiedKey(connection, table, rows, details));
}

/** The key that says where rows stand. */
export function placeKey(table: Table, place: UniqueKey): Key {
  return { columns: place.columns.map((part) => columnOf(table, part)), origin: 'unique key' };
}

/** The key that the table declares, if it can be used; needs no scan. */
export function declaredKey(table: Table): Key | undefined {
  const byRank = table.keys
    .filter((each) => each.isPlace !== true)
    .toSorted(
      (left, right) => Number(right.isPrimary) - Number(left.isPrimary) || left.columns.length - right.columns.length,
    );
  for (const unique of byRank) {
    const columns = unique.columns.map((part) => columnOf(table, part));
    if (columns.every((part) => isKeyKind(part) && !part.isNullable)) {
      return { columns, origin: unique.isPrimary ? 'primary key' : 'unique key' };
    }
  }
  return undefined;
}

async function givenKey(
  connection: Connection,
  table: Table,
  rows: RowSource,
  names: readonly string[],
  details: ErrorDetails,
): Promise<Key> {
  const columns = names.map((wanted) => {
    const found = table.columns.find((each) => each.name === wanted);
    if (found !== undefined) return found;
    throw new FaultlineError(
      'UNKNOWN_COLUMN',
      `table ${formatTable(table.name)} has no column "${wanted}" for its key`,
      details,
    );
  });
  const unfit = columns.find((part) => !isKeyKind(part));
  if (unfit)
    throw new FaultlineError('NO_KEY', `column "${unfit.name}" of type ${unfit.type} cannot be part of a key`, details);
  const declared =
    table.keys.some((unique) => unique.columns.every((part) => names.includes(part))) &&
    columns.every((part) => !part.isNullable);
  if (!declared && (await firstUnique(connection, rows, [columns])) === undefined) {
    throw new FaultlineError(
      'NO_KEY',
      `the columns ${names.join(', ')} of ${formatTable(table.name)} do not identify its rows: they repeat or are NULL`,
      { hint: 'Name columns that are unique together, or leave `key` out and let one be found.', ...details },
    );
  }
  return { columns, origin: 'given' };
}

async function verifiedKey(connection: Connection, table: Table, rows: RowSource, details: ErrorDetails): Promise<Key> {
  const place = table.keys.find((each) => each.isPlace === true);
  const singles = table.columns
    .filter((each) => isKeyKind(each) && each.kind !== 'boolean' && place?.columns.includes(each.name) !== true)
    .toSorted(byLikelihood)
    .slice(0, mostSingles);
  const single = await firstUnique(
    connection,
    rows,
    singles.map((each) => [each]),
  );
  if (single) return { columns: single, origin: 'verified unique' };
  const pairs = pairsOf(singles.slice(0, mostInPairs));
  const pair = await firstUnique(connection, rows, pairs);
  if (pair) return { columns: pair, origin: 'verified unique' };
  if (place) return placeKey(table, place);
  const tried = singles.map((each) => each.name).join(', ');
  throw new FaultlineError(
    'NO_KEY',
    `nothing identifies the rows of ${formatTable(table.name)}: it has no primary or unique key, and none of ${tried === '' ? 'its columns can be a key' : `${tried}, nor a pair of the first ${Math.min(mostInPairs, singles.length)}, is unique and complete`}`,
    {
      hint: `Name columns that are unique together with \`key: [a, b]\`, ${rowKeyHint(connection, table) ?? 'or give the table a primary key'}.`,
      ...details,
    },
  );
}

/** Columns that are named like keys first. */
function byLikelihood(left: Column, right: Column): number {
  const score = (each: Column) =>
    /^(id|uuid|guid|key|code|number)$|(_id|_uuid|_key|_no|_number|Id)$/u.test(each.name) ? 0 : 1;
  return score(left) - score(right) || left.ordinal - right.ordinal;
}

async function firstUnique(
  connection: Connection,
  rows: RowSource,
  candidates: readonly (readonly Column[])[],
): Promise<readonly Column[] | undefined> {
  if (candidates.length === 0) return undefined;
  const unique = await areUnique(connection, rows, candidates);
  for (const [index, candidate] of candidates.entries()) {
    if (unique[index] && (await isUniqueByEquality(connection, rows, candidate))) return candidate;
  }
  return undefined;
}

/**
 * Rows are found again by `=`, which takes texts of other bytes for equal where the column's type or collation says so.
 * One more scan, for texts only: counting distinct values goes by bytes on some engines, grouping by `=` on all.
 */
async function isUniqueByEquality(
  connection: Connection,
  rows: RowSource,
  columns: readonly Column[],
): Promise<boolean> {
  if (columns.every((each) => each.kind !== 'text')) return true;
  const [row] = await connection.query(sql`select count(*) as ${name('repeated')} from (
      select 1 as ${name('one')} from ${rows} t group by ${join(columns.map((each) => column('t', each.name)))} having count(*) > 1
    ) g`);
  return Number(row!['repeated']) === 0;
}

/** One scan: a candidate identifies rows where it has as many distinct, complete values as there are rows. */
async function areUnique(
  connection: Connection,
  rows: RowSource,
  candidates: readonly (readonly Column[])[],
): Promise<readonly boolean[]> {
  const { dialect } = connection;
  const counts = candidates.map((columns, index) => {
    const values = columns.map((each) => column('t', each.name));
    const isComplete = all(values.map((each) => sql`${each} is not null`));
    const value =
      columns.length === 1
        ? dialect.bytewise(values[0]!, columns[0]!)
        : sql`case when ${isComplete} then ${canonicalKey(dialect, columns, values)} end`;
    return sql`count(distinct ${value}) as ${name(`c${index}`)}`;
  });
  const [row] = await connection.query(sql`select count(*) as ${name('total')}, ${join(counts)} from ${rows} t`);
  return candidates.map((_, index) => Number(row![`c${index}`]) === Number(row!['total']));
}

function pairsOf(columns: readonly Column[]): readonly (readonly Column[])[] {
  return columns.flatMap((left, index) => columns.slice(index + 1).map((right) => [left, right]));
}
