import type { Dialect } from '../model/dialect.ts';
import type { Row } from '../model/engine.ts';
import type { Sql } from '../model/sql.ts';
import { defined } from '../sql/defined.ts';
import { column, name, sql } from '../sql/sql.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import type { CompiledStep } from '../snapshot/compiled-step.ts';
import type { RowSource } from '../snapshot/row-source.ts';
import type { Part } from './measured-part.ts';

/** Whether there is a distance between the values before and after: the step updates numbers. */
export function distanceSubject({ anomaly, subject }: CompiledStep): boolean {
  return anomaly.effect === 'update' && subject !== undefined && ['integer', 'decimal', 'float'].includes(subject.kind);
}

/**
 * ∫ |F − G| over the chosen rows alone, F and G counting the values up to each point before and after: rows that the
 * step leaves alone are on both sides and cancel out. Divided by the number of values of the whole it is their first
 * Wasserstein distance, as long as there are as many values after as before. Where all values move the same way it is
 * the sum of the changes, and nothing is sorted.
 * Source: Vallender, Calculation of the Wasserstein Distance Between Probability Distributions on the Line (1974).
 */
export function distancePart(dialect: Dialect, compiled: CompiledStep, chosen: RowSource): Part {
  const { before, after } = snapshotColumns(compiled);
  const cell = (prefix: string, columns: typeof before) =>
    dialect.double(column('c', `${prefix}${columns.indexOf(compiled.subject!) + 1}`));
  const pairs = sql`(select ${cell('b', before)} as ${name('old')}, ${cell('a', after)} as ${name('new')} from ${chosen} c)`;
  const [old, changed] = [column('p', 'old'), column('p', 'new')];
  const ways = sql`select ${dialect.countIf(sql`${changed} > ${old}`)} as ${name('up')},
      ${dialect.countIf(sql`${changed} < ${old}`)} as ${name('down')},
      abs(sum(${changed} - ${old})) as ${name('moved')}
    from ${pairs} p`;
  const moves = defined('moves', ways, dialect.materialized);
  const isMixed = sql`(select case when ${column('w', 'up')} > 0 and ${column('w', 'down')} > 0 then 1 else 0 end from ${moves} w) = 1`;
  const text = (value: Sql) => dialect.cast(value, dialect.ledgerTypes.text);
  return {
    part: 'distance',
    group: sql`null`,
    values: [text(column('w', 'moved')), text(sql`(${area(pairs, isMixed)})`)],
    rest: sql`from ${moves} w`,
  };
}

/** The area between the two staircases; NULL where the condition does not hold, which keeps the planner from sorting. */
function area(pairs: Sql, condition: Sql): Sql {
  const value = column('d', 'value');
  const weight = sql`sum(${column('d', 'weight')})`;
  const steps = sql`select ${value}, ${weight} as ${name('weight')}
    from (select ${column('p', 'old')} as ${name('value')}, 1 as ${name('weight')} from ${pairs} p where ${condition}
      union all
      select ${column('p', 'new')}, -1 from ${pairs} p where ${condition}) d
    where ${value} is not null
    group by ${value}`;
  const stairs = sql`select ${value}, ${over(weight, value)} as ${name('height')}, ${over(sql`lead(${value})`, value)} as ${name('next')}
    from (${steps}) d`;
  return sql`select sum(abs(${column('d', 'height')}) * (${column('d', 'next')} - ${value})) from (${stairs}) d`;
}

function over(aggregate: Sql, order: Sql): Sql {
  return sql`${aggregate} over (order by ${order})`;
}

/** Reads what `distancePart` selected. */
export function readDistance([row]: readonly Row[]): number | undefined {
  if (row === undefined) return undefined;
  const found = Number(row['v2'] ?? row['v1'] ?? 0);
  return Number.isFinite(found) ? found : undefined;
}
