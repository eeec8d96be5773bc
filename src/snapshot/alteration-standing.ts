import type { Alteration } from '../model/alteration.ts';
import type { Connection } from '../model/engine.ts';
import { away, back } from '../model/reshaping.ts';
import type { RunStep, Standing } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import type { Column, Table } from '../model/table.ts';
import { column, name, sql } from '../sql/sql.ts';
import { alteredName } from './alteration.ts';
import { keysMeet } from './row-source.ts';

/** How an alteration stands: as one change, but for rows that others have written into it. */
export interface AlterationStanding {
  readonly standing: Standing;
  /** The table has the shape that the step has given it, or one on the way there: it can be taken back. */
  readonly isInPlace: boolean;
  /** What others have done that a rollback would lose or that keeps it from being made. */
  readonly reason?: string | undefined;
}

const nothing: Standing = { intact: 0, restored: 0, conflicting: 0, gone: 0 };
const restored: AlterationStanding = { standing: { ...nothing, restored: 1 }, isInPlace: false };
const intact: AlterationStanding = { standing: { ...nothing, intact: 1 }, isInPlace: true };

/** How the alteration of a step stands. @param table as it is, under the name that it has now */
export async function alterationStanding(
  connection: Connection,
  step: RunStep,
  table: Table,
): Promise<AlterationStanding> {
  const alteration = step.alteration!;
  const found = (wanted: string) => table.columns.find((each) => each.name === wanted);
  switch (alteration.change) {
    case 'rename column':
      return ofNames(found(alteration.to) !== undefined, found(alteration.from) !== undefined, alteration);
    case 'rename table': {
      const isThere = await connection.hasTable(step.table);
      return ofNames(await connection.hasTable(alteredName(step.table, alteration)), isThere, alteration);
    }
    case 'add column':
      return found(alteration.column.name) === undefined ? restored : ofAdded(connection, step, alteration);
    case 'drop column':
      return ofDropped(connection, step, table, alteration);
    case 'retype column':
      return ofRetyped(connection, step, table, alteration);
    case 'reorder columns':
      return ofOrder(connection, step, alteration);
    case 'break files':
      return ofFiles(connection, alteration);
  }
}

function ofNames(
  isAltered: boolean,
  isAsBefore: boolean,
  { from, to }: { readonly from: string; readonly to: string },
): AlterationStanding {
  if (isAltered !== isAsBefore) return isAltered ? intact : restored;
  return conflict(
    isAltered ? `there are both "${from}" and "${to}" now` : `there is neither "${from}" nor "${to}" now`,
  );
}

async function ofAdded(
  connection: Connection,
  step: RunStep,
  { column: added, value }: Extract<Alteration, { change: 'add column' }>,
): Promise<AlterationStanding> {
  const { dialect } = connection;
  const now = column('t', added.name);
  const isOurs =
    value === null
      ? sql`${now} is null`
      : dialect.same(now, dialect.cast(dialect.textLiteral(value), added.storage), added);
  const written = await count(connection, sql`${dialect.table(step.table)} t where not (${isOurs})`);
  return written === 0 ? intact : conflict(`others have written values into "${added.name}"`, written, true);
}

async function ofDropped(
  connection: Connection,
  step: RunStep,
  table: Table,
  { declared }: Extract<Alteration, { change: 'drop column' }>,
): Promise<AlterationStanding> {
  const own = declared.column;
  const now = table.columns.find((each) => each.name === own.name);
  if (now !== undefined) return ofReturned(connection, step, own, now);
  if (table.columns.some((each) => each.name === away)) return intact;
  const gone = await countGone(connection, step);
  if (own.isNullable || own.defaultSql !== undefined) return { ...intact, standing: { ...intact.standing, gone } };
  const added = await countNew(connection, step, sql`1 = 1`);
  if (added === 0) return { ...intact, standing: { ...intact.standing, gone } };
  return conflict(`rows that are new have no value for "${own.name}", which takes no NULL`, added);
}

async function ofRetyped(
  connection: Connection,
  step: RunStep,
  table: Table,
  { declared, to }: Extract<Alteration, { change: 'retype column' }>,
): Promise<AlterationStanding> {
  const own = declared.column;
  const has = (wanted: string) => table.columns.some((each) => each.name === wanted);
  const now = table.columns.find((each) => each.name === own.name);
  if (has(away) || (now === undefined && has(back))) return intact;
  if (now === undefined) return conflict(`there is no column "${own.name}" any more`);
  if (now.type === own.type) return ofReturned(connection, step, own, now);
  if (now.kind !== to.kind) return conflict(`others have made "${own.name}" ${now.type}`);
  const { dialect } = connection;
  const value = column('t', own.name);
  const meets = keysMeet(step.columns.key, 't', 'fl_s');
  const rows = sql`${dialect.table(step.snapshot!)} fl_s join ${dialect.table(step.table)} t on ${meets}`;
  const changed = await count(connection, sql`${rows} where not (${dialect.same(value, column('fl_s', 'a1'), to)})`);
  const added = await countNew(connection, step, sql`${value} is not null`);
  if (changed + added > 0) return conflict(`others have written values into "${own.name}"`, changed + added, true);
  return { ...intact, standing: { ...intact.standing, gone: await countGone(connection, step) } };
}

/** A column that is there again, by a rollback or by others. */
async function ofReturned(
  connection: Connection,
  step: RunStep,
  own: Column,
  now: Column,
): Promise<AlterationStanding> {
  if (now.type !== own.type) return conflict(`others have made "${own.name}" ${now.type}`);
  if (step.snapshot === undefined || !(await connection.hasTable(step.snapshot))) return restored;
  const { dialect } = connection;
  const meets = keysMeet(step.columns.key, 't', 'fl_s');
  const differs = sql`not (${dialect.same(column('t', own.name), column('fl_s', 'b1'), own)})`;
  const rows = sql`${dialect.table(step.snapshot)} fl_s join ${dialect.table(step.table)} t on ${meets}`;
  const changed = await count(connection, sql`${rows} where ${differs}`);
  return changed === 0 ? restored : conflict(`"${own.name}" is there again with other values`, changed);
}

async function ofOrder(
  connection: Connection,
  step: RunStep,
  { from, to }: Extract<Alteration, { change: 'reorder columns' }>,
): Promise<AlterationStanding> {
  const declaration = await connection.declareTable(step.table);
  const now = declaration.columns.map((each) => each.column.name).filter((each) => from.includes(each));
  const is = (order: readonly string[]) => order.filter((each) => now.includes(each)).join('\0') === now.join('\0');
  if (is(from)) return restored;
  return is(to) ? intact : conflict('others have put its columns in another order', 1, true);
}

async function ofFiles(
  { files }: Connection,
  alteration: Extract<Alteration, { change: 'break files' }>,
): Promise<AlterationStanding> {
  const standings = await Promise.all(alteration.files.map(async (file) => files!.standingOf(file)));
  const count = (wanted: string) => standings.filter((each) => each === wanted).length;
  const changed = count('changed');
  return {
    standing: { intact: count('broken'), restored: count('whole'), conflicting: changed, gone: count('gone') },
    isInPlace: count('broken') + changed > 0,
    ...(changed > 0 && { reason: 'others have written files that were broken' }),
  };
}

function conflict(reason: string, conflicting = 1, isInPlace = false): AlterationStanding {
  return { standing: { ...nothing, conflicting }, isInPlace, reason };
}

/** Rows of the snapshot that the table no longer has. */
function countGone(connection: Connection, step: RunStep): Promise<number> {
  const { dialect } = connection;
  const meets = keysMeet(step.columns.key, 't', 'fl_s');
  return count(
    connection,
    sql`${dialect.table(step.snapshot!)} fl_s where not exists (select 1 from ${dialect.table(step.table)} t where ${meets})`,
  );
}

/** Rows of the table that the snapshot does not have. */
function countNew(connection: Connection, step: RunStep, condition: Sql): Promise<number> {
  const { dialect } = connection;
  const meets = keysMeet(step.columns.key, 't', 'fl_s');
  return count(
    connection,
    sql`${dialect.table(step.table)} t where ${condition} and not exists (select 1 from ${dialect.table(step.snapshot!)} fl_s where ${meets})`,
  );
}

async function count(connection: Connection, rows: Sql): Promise<number> {
  const [row] = await connection.query(sql`select count(*) as ${name('counted')} from ${rows}`);
  return Number(row!['counted']);
}
