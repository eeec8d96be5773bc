import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import type { TypeContext, ValueType } from '../value-type.ts';
import { calendarOf, type Calendar, type Grid } from './calendar.ts';
import * as open from './calendar-values.ts';
import type { MomentParameters } from './moment-grid.ts';
import { habitProblems, readHabits, type HabitParameters } from './habit-schema.ts';
import { gridProblems, timesOn, type TimeProblem } from './read-grid.ts';

/** Parameters of a type of times. */
type TimeParameters = MomentParameters & HabitParameters & Readonly<Record<string, unknown>>;

type Reading = TypeContext<TimeParameters>;

/**
 * Members of a value type whose values are times on a grid, as TIMESTAMP.
 * @param read the grid of a column, or what is wrong with its texts
 */
export function timeValues(
  read: (context: Reading) => Grid | readonly TimeProblem[],
): Pick<ValueType<TimeParameters>, 'isOrdered' | 'space' | 'nth' | 'quantile' | 'isWeighted' | 'problems'> {
  const gridOf = (context: Reading): Grid => {
    const grid = read(context);
    if (!('step' in grid)) throw new TypeError(grid[0]?.message);
    return grid;
  };
  const calendar = (context: Reading): Calendar | undefined => {
    const habits = readHabits(context.with);
    return habits && calendarOf(gridOf(context), habits);
  };
  return {
    isOrdered: true,
    space(context) {
      const found = calendar(context);
      return found === undefined ? timesOn(gridOf(context)) : open.spaceOf(found);
    },
    nth(context, n) {
      const found = calendar(context);
      return asTime(found === undefined ? onGrid(gridOf(context), n) : open.nthOf(context, found, n));
    },
    quantile(context, u) {
      const found = calendar(context);
      const time = found && open.quantileOf(context, found, u);
      return time && asTime(time);
    },
    isWeighted: (context) => calendar(context)?.isWeighted ?? false,
    problems(context) {
      const problems = habitProblems(context.with);
      if (problems.length > 0) return problems;
      const grid = read(context);
      if (!('step' in grid)) return grid;
      return gridProblems({ from: grid.start, to: grid.end, step: grid.step }, readHabits(context.with));
    },
  };
}

function onGrid({ start, step }: Grid, n: Sql): Sql {
  return sql`${start}::bigint + ${n} * ${step}::bigint`;
}

function asTime(microseconds: Sql): Sql {
  return sql`make_timestamp(${microseconds})`;
}
