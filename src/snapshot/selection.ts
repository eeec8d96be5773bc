import type { Dialect } from '../model/dialect.ts';
import type { Sql } from '../model/sql.ts';
import type { Column } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { columnOf, type CompiledStep } from './compiled-step.ts';
import { coefficients, drawSql, modulus } from './draw.ts';
import { internal, internalColumn } from './internal.ts';
import { tieBreak } from './row-context.ts';

/** How rows are put in the order in which they are taken: a query with all columns, and the order of it. */
export interface Ranking {
  /** A derived table to be read under the alias `t`. */
  readonly rows: Sql;
  readonly order: readonly Sql[];
}

/**
 * Orders eligible rows by the step's mechanism; the first ones are chosen. Every mechanism ends with the row's own
 * draw and key, so that the order is total and the same on every engine.
 */
export function rank(dialect: Dialect, compiled: CompiledStep, eligible: Sql): Ranking {
  const { select } = compiled.step;
  switch (select.mechanism) {
    case 'random':
      return { rows: eligible, order: drawOrder(compiled) };
    case 'towards':
      return towards(dialect, compiled, eligible, select.column, select.end);
    case 'clustered':
      return clustered(dialect, compiled, eligible, select.length);
    case 'segment':
      return segment(dialect, compiled, eligible, select.column);
    case 'last':
      return { rows: eligible, order: compiled.key.map((each) => sql`${ordered(dialect, each)} desc`) };
  }
}

/** The order of rows by their draw. */
export function drawOrder(compiled: CompiledStep): readonly Sql[] {
  return [internalColumn('draw'), ...tieBreak(compiled)];
}

function ordered(dialect: Dialect, each: Column): Sql {
  return dialect.bytewise(column('t', each.name), each);
}

/** Sequential Poisson sampling (Ohlsson 1998, J. Official Statistics 14): the smallest draw ÷ weight, the weight being the rank of the value. */
function towards(dialect: Dialect, compiled: CompiledStep, eligible: Sql, by: string, end: 'high' | 'low'): Ranking {
  const value = column('t', by);
  const direction = end === 'high' ? sql`` : sql` desc`;
  const order = [
    sql`case when ${value} is null then 0 else 1 end`,
    sql`${dialect.bytewise(value, columnOf(compiled.table, by))}${direction}`,
    ...tieBreak(compiled),
  ];
  const scaled = sql`(${internalColumn('draw')} * ${dialect.integer(modulus)})`;
  return {
    rows: positioned(eligible, order),
    order: [dialect.divide(scaled, internalColumn('position')), ...drawOrder(compiled)],
  };
}

/** Neighbours in time or key order are cut into runs of one length; whole runs are drawn. */
function clustered(dialect: Dialect, compiled: CompiledStep, eligible: Sql, length: number): Ranking {
  const run = dialect.divide(sql`(${internalColumn('position')} - 1)`, dialect.integer(length));
  const rows = positioned(eligible, neighbourOrder(dialect, compiled));
  return grouped(dialect, compiled, rows, run, [internalColumn('position')]);
}

/** The order in which rows are neighbours: by time, then by key. */
export function neighbourOrder(dialect: Dialect, { time, key }: CompiledStep): readonly Sql[] {
  return [...(time ? [time] : []), ...key].map((each) => ordered(dialect, each));
}

/** Groups of equal values are drawn as a whole. */
function segment(dialect: Dialect, compiled: CompiledStep, eligible: Sql, by: string): Ranking {
  const value = dialect.text(column('t', by), columnOf(compiled.table, by));
  const marked = dialect.concat([dialect.textLiteral('='), value]);
  const isNull = sql`${column('t', by)} is null`;
  const group = dialect.hash56(sql`case when ${isNull} then ${dialect.textLiteral('')} else ${marked} end`);
  return grouped(dialect, compiled, eligible, group, drawOrder(compiled));
}

function grouped(dialect: Dialect, compiled: CompiledStep, rows: Sql, group: Sql, within: readonly Sql[]): Ranking {
  const draw = drawSql(dialect, internalColumn('group'), coefficients(compiled.seed, compiled.step.id, 'choose'));
  return {
    rows: sql`(select t.*, ${group} as ${name(internal.group)} from ${rows} t ${dialect.fence})`,
    order: [draw, internalColumn('group'), ...within],
  };
}

function positioned(rows: Sql, order: readonly Sql[]): Sql {
  return sql`(select t.*, row_number() over (order by ${join(order)}) as ${name(internal.position)} from ${rows} t)`;
}
