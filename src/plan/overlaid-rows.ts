import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { changedColumns, snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { windowCondition } from '../snapshot/conditions.ts';
import { keysMeet, type RowSource } from '../snapshot/row-source.ts';

/**
 * The table before and after a step side by side, over the rows `base` and `chosen`: for each row its `moment`,
 * whether it lies `inside` the step's window, the subject's `value_before` and `value_after`, and whether it
 * `was_there` and `is_there`; 1 stands for yes.
 */
export function overlaidRows(dialect: Dialect, compiled: CompiledStep, base: RowSource, chosen: RowSource): Sql {
  const { anomaly, key, subject, time, frozen } = compiled;
  const moment = time ? column('t', time.name) : sql`null`;
  const inside =
    frozen.windows && time
      ? sql`case when ${windowCondition(dialect, frozen.windows, time)} then 1 else 0 end`
      : sql`1`;
  const original = subject ? column('t', subject.name) : sql`null`;
  if (anomaly.effect === 'insert') {
    const value = subject ? original : sql`0`;
    const copied = subject ? writtenValue(compiled, subject) : sql`0`;
    return sql`select ${overlaid(moment, inside, value, value, sql`1`, sql`1`)}
      from ${base} t
      union all
      select ${overlaid(writtenValue(compiled, time), sql`1`, copied, copied, sql`0`, sql`1`)}
      from ${chosen} c`;
  }
  const isChosen = sql`${column('c', 'k1')} is not null`;
  const after =
    anomaly.effect === 'update' ? sql`case when ${isChosen} then ${column('c', 'a1')} else ${original} end` : original;
  const moves = anomaly.effect === 'update' && changedColumns(compiled).some((each) => each === time);
  const remains = anomaly.effect === 'delete' || moves ? sql`case when ${isChosen} then 0 else 1 end` : sql`1`;
  const rows = sql`select ${overlaid(moment, inside, original, after, sql`1`, remains)}
    from ${base} t
    left join ${chosen} c on ${keysMeet(key, 't', 'c')}`;
  if (!moves) return rows;
  // A row that moves in time is gone where it was, and comes where it goes to.
  return sql`${rows}
    union all
    select ${overlaid(writtenValue(compiled, time), sql`1`, column('c', 'b1'), column('c', 'a1'), sql`0`, sql`1`)}
    from ${chosen} c`;
}

function overlaid(...[moment, inside, before, after, wasThere, isThere]: [Sql, Sql, Sql, Sql, Sql, Sql]): Sql {
  const columns = { moment, inside, value_before: before, value_after: after, was_there: wasThere, is_there: isThere };
  return join(Object.entries(columns).map(([title, value]) => sql`${value} as ${name(title)}`));
}

/** What a chosen row holds in a column when the step is made; a copied row has its original's values. */
function writtenValue(compiled: CompiledStep, wanted: Column | undefined): Sql {
  const position = snapshotColumns(compiled).after.findIndex((each) => each === wanted);
  return position === -1 ? sql`null` : column('c', `a${position + 1}`);
}
