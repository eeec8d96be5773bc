import type { Dialect } from '../model/dialect.ts';
import type { Connection } from '../model/engine.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import type { Table } from '../model/table.ts';
import { all, column, join, sql } from '../sql/sql.ts';
import { storedColumns } from '../snapshot/columns.ts';
import { meetBefore } from '../snapshot/meeting.ts';
import { isReturnable } from '../snapshot/returnable.ts';
import { keysMeet } from '../snapshot/row-source.ts';
import { compareStep, holds } from '../snapshot/standing.ts';
import { keptAsTheyAre, lockReferable, lockUnlessRechecked, unreferencedRows } from './change.ts';
import { locate } from './locate.ts';

/** What a rollback does with rows that others changed since: give up, leave them, or put them back all the same. */
export type OnConflict = 'abort' | 'skip' | 'merge' | 'force';

/**
 * Takes the rows of one step back, inside the open transaction. Never overwrites what others changed, unless forced.
 * @param uppers later steps that hold some of the rows: they are handed the before-value
 * @returns number of rows that are as before now
 */
export async function undoRows(
  connection: Connection,
  step: RunStep,
  uppers: readonly RunStep[],
  table: Table,
  force: boolean,
): Promise<number> {
  switch (step.effect) {
    case 'update': {
      let handed = 0;
      for (const index of uppers.keys()) handed += await handUp(connection, step, uppers, index);
      await lockUnlessRechecked(connection, step, 'after');
      return handed + (await connection.execute(restoreSql(connection, step, uppers, table, force)));
    }
    case 'insert':
      await lockReferable(connection, step, table, 'after');
      return connection.execute(removeSql(connection, step, table, force));
    case 'delete':
      if (force && step.columns.whole === undefined) await connection.execute(makeRoomSql(connection, step, table));
      return connection.execute(reinsertSql(connection, step, table, force));
    case 'alter':
    case 'file':
      throw new TypeError('an alteration has no rows');
  }
}

/**
 * The before-value goes to the nearest upper's snapshot, so that its own rollback leaves what was there before both.
 * Steps of several columns share cells with none of another run: the plan refuses them.
 */
async function handUp(
  connection: Connection,
  step: RunStep,
  uppers: readonly RunStep[],
  index: number,
): Promise<number> {
  const { dialect } = connection;
  const upper = uppers[index]!;
  let handed = 0;
  for (const [own, subject] of step.columns.after.entries()) {
    if (!holds(upper, subject)) continue;
    const before = `b${upper.columns.before.findIndex((each) => each.name === subject.name) + 1}`;
    const isOurs = dialect.same(column('t', before), column('fl_s', `a${own + 1}`), subject);
    handed += await connection.execute(
      dialect.update(
        upper.snapshot!,
        [[before, column('fl_s', `b${own + 1}`)]],
        notHeldBy(dialect.table(step.snapshot!), step, uppers.slice(0, index), dialect),
        all([snapshotKeysMeet(step, 't', 'fl_s'), isOurs]),
      ),
    );
  }
  return handed;
}

function restoreSql(
  { dialect }: Connection,
  step: RunStep,
  uppers: readonly RunStep[],
  table: Table,
  force: boolean,
): Sql {
  const { before, after } = step.columns;
  const { source: found, on } = locate(dialect, step, 'after');
  const isOurs = after.map((each, index) =>
    dialect.same(column('t', each.name), column('fl_s', `a${index + 1}`), each),
  );
  const set = [
    ...before.map((each, index) => [each.name, column('fl_s', `b${index + 1}`)] as const),
    ...keptAsTheyAre(table, before),
  ];
  const source = notHeldBy(found, step, uppers, dialect);
  return dialect.update(step.table, set, source, all([on, ...(force ? [] : isOurs)]));
}

/** Never takes a row from under others' rows that refer to it: a referential action might take those, too. */
function removeSql(connection: Connection, step: RunStep, table: Table, force: boolean): Sql {
  const { dialect } = connection;
  // Conditions on the row itself, not on a select of it: only those are looked at again after waiting for another's change.
  const isOurs = step.columns.after.map((each, index) =>
    dialect.same(column('t', each.name), column('fl_s', `a${index + 1}`), each),
  );
  const { source, on, isUnreferenced } = unreferencedRows(connection, step, table, 'after');
  const conditions = [on, isUnreferenced, ...(force ? [] : isOurs)];
  return dialect.delete(step.table, source, all(conditions));
}

/** Removes what others put in the place of deleted rows. */
function makeRoomSql({ dialect }: Connection, step: RunStep, table: Table): Sql {
  const { from, isIntact, isRestored } = compareStep(dialect, step, [], table);
  return dialect.delete(
    step.table,
    sql`(select fl_s.* from ${from} where not (${isIntact}) and not (${isRestored}))`,
    keysMeet(step.columns.key, 't', 'fl_s'),
  );
}

/** @param force tries rows, too, of which it is known that a constraint forbids them */
function reinsertSql({ dialect }: Connection, step: RunStep, table: Table, force: boolean): Sql {
  const stored = storedColumns(step.columns);
  const held = { columns: step.columns, rows: dialect.table(step.snapshot!) };
  const there = meetBefore(dialect, dialect.table(step.table), held);
  const isMissing = sql`not exists (select 1 from ${there.rows} t where ${there.on})`;
  const conditions = force ? [isMissing] : [isMissing, isReturnable(dialect, step, table, [])];
  const rows = sql`select ${join(stored.map((each) => column('fl_s', each.name)))} from ${dialect.table(step.snapshot!)} fl_s where ${all(conditions)}`;
  return dialect.insert(
    step.table,
    stored.map((each) => each.column),
    rows,
  );
}

/** Rows of the snapshot that none of the uppers holds. */
function notHeldBy(snapshot: Sql, step: RunStep, uppers: readonly RunStep[], dialect: Dialect): Sql {
  if (uppers.length === 0) return snapshot;
  const held = uppers.map(
    (upper) =>
      sql`not exists (select 1 from ${dialect.table(upper.snapshot!)} u where ${snapshotKeysMeet(step, 'u', 'fl_s')})`,
  );
  return sql`(select fl_s.* from ${snapshot} fl_s where ${all(held)})`;
}

function snapshotKeysMeet(step: RunStep, left: string, right: string): Sql {
  return join(
    step.columns.key.map((_, index) => sql`${column(left, `k${index + 1}`)} = ${column(right, `k${index + 1}`)}`),
    sql` and `,
  );
}
