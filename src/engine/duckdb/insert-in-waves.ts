import type { ForeignKey, Column, Table } from '../../model/table.ts';
import type { Sql } from '../../model/sql.ts';
import { all, column, join, name, raw, sql } from '../../sql/sql.ts';
import type { LoadSession } from './load-rows.ts';
import { stagedRows } from './staged-rows.ts';

const wave = 'fl_wave';

/**
 * Puts rows into a table that refers to itself: first those that refer to nothing, or to rows that are there, then those
 * that refer to these, and so on. DuckDB looks for the row that is referred to before it adds those of a statement.
 * @param references of the table to itself
 * @param insert of all rows (alias `r`)
 */
export async function insertInWaves(
  session: LoadSession,
  table: Table,
  columns: readonly Column[],
  references: readonly ForeignKey[],
  insert: Sql,
): Promise<void> {
  const isReady = all(references.map((reference) => isSatisfied(session, table, columns, reference)));
  const number = sql`r.${name('c0')}`;
  const isOfWave = sql`${number} in (select w.${name('c0')} from ${raw(wave)} w)`;
  for (;;) {
    // A plain word of ours: a temporary table has no other schema.
    await session.execute(
      sql`create or replace temporary table ${raw(wave)} as select ${number} from ${stagedRows} r where ${isReady}`,
    );
    const [found] = await session.query(sql`select count(*) as ${name('rows')} from ${raw(wave)}`);
    if (Number(found!['rows']) === 0) break;
    await session.execute(sql`${insert}\nwhere ${isOfWave}\norder by cast(${number} as bigint)`);
    await session.execute(sql`delete from ${stagedRows} as r where ${isOfWave}`);
  }
  await session.execute(sql`drop table ${raw(wave)}`);
  // Those that are left refer to rows that there are not: the database says so.
  await session.execute(insert);
}

function isSatisfied(
  { dialect }: LoadSession,
  table: Table,
  columns: readonly Column[],
  { childColumns, parentColumns }: ForeignKey,
): Sql {
  const values = childColumns.map((child) => {
    const at = columns.findIndex((each) => each.name === child);
    return { text: column('r', `c${at + 1}`), typed: dialect.fromText(column('r', `c${at + 1}`), columns[at]!) };
  });
  const isNothing = join(
    values.map(({ text }) => sql`${text} is null`),
    sql` or `,
  );
  const meets = values.map(({ typed }, index) => sql`${column('t', parentColumns[index]!)} = ${typed}`);
  return sql`(${isNothing} or exists (select 1 from ${dialect.table(table.name)} t where ${all(meets)}))`;
}
