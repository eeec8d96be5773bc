import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import { column, sql } from '../sql/sql.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import { windowCondition } from '../snapshot/conditions.ts';
import { keysMeet } from '../snapshot/row-source.ts';

/**
 * The table before and after a step side by side, over the parts `base` and `chosen`: for each row its `moment`,
 * whether it lies `inside` the step's window, the subject's `value_before` and `value_after`, and whether it
 * `was_there` and `is_there`; 1 stands for yes.
 */
export function overlaidRows(dialect: Dialect, compiled: CompiledStep): Sql {
  const { anomaly, key, subject, time, frozen } = compiled;
  const moment = time ? column('t', time.name) : sql`null`;
  const inside =
    frozen.windows && time
      ? sql`case when ${windowCondition(dialect, frozen.windows, time)} then 1 else 0 end`
      : sql`1`;
  const original = subject ? column('t', subject.name) : sql`null`;
  if (anomaly.effect === 'insert') {
    return sql`select ${moment} as moment, ${inside} as inside, 0 as value_before, 0 as value_after, 1 as was_there, 1 as is_there
      from base as t
      union all
      select ${copiedMoment(compiled)} as moment, 1 as inside, 0 as value_before, 0 as value_after, 0 as was_there, 1 as is_there
      from chosen as c`;
  }
  const isChosen = sql`${column('c', 'k1')} is not null`;
  const after =
    anomaly.effect === 'update' ? sql`case when ${isChosen} then ${column('c', 'a1')} else ${original} end` : original;
  const remains = anomaly.effect === 'delete' ? sql`case when ${isChosen} then 0 else 1 end` : sql`1`;
  return sql`select ${moment} as moment, ${inside} as inside, ${original} as value_before, ${after} as value_after, 1 as was_there, ${remains} as is_there
    from base as t
    left join chosen as c on ${keysMeet(key, 't', 'c')}`;
}

/** A copied row has its original's time. */
function copiedMoment(compiled: CompiledStep): Sql {
  const position = snapshotColumns(compiled).after.findIndex((each) => each === compiled.time);
  return position === -1 ? sql`null` : column('c', `a${position + 1}`);
}
