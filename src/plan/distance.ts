import type { Dialect } from '../model/dialect.ts';
import type { Row } from '../model/engine.ts';
import type { Sql } from '../model/sql.ts';
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
 * Wasserstein distance, as long as there are as many values after as before.
 * Source: Vallender, Calculation of the Wasserstein Distance Between Probability Distributions on the Line (1974).
 */
export function distancePart(dialect: Dialect, compiled: CompiledStep, chosen: RowSource): Part {
  const { before, after } = snapshotColumns(compiled);
  const cell = (prefix: string, columns: typeof before) =>
    dialect.double(column('c', `${prefix}${columns.indexOf(compiled.subject!) + 1}`));
  const value = column('d', 'value');
  const steps = sql`select ${value}, sum(${column('d', 'weight')}) as ${name('weight')}
    from (select ${cell('b', before)} as ${name('value')}, 1 as ${name('weight')} from ${chosen} c
      union all
      select ${cell('a', after)}, -1 from ${chosen} c) d
    where ${value} is not null
    group by ${value}`;
  const height = over(sql`sum(${column('d', 'weight')})`, value);
  const next = over(sql`lead(${value})`, value);
  const stairs = sql`select ${value}, ${height} as ${name('height')}, ${next} as ${name('next')} from (${steps}) d`;
  const area = sql`sum(abs(${column('d', 'height')}) * (${column('d', 'next')} - ${value}))`;
  return {
    part: 'distance',
    group: sql`null`,
    values: [dialect.cast(area, dialect.ledgerTypes.text)],
    rest: sql`from (${stairs}) d`,
  };
}

function over(aggregate: Sql, order: Sql): Sql {
  return sql`${aggregate} over (order by ${order})`;
}

/** Reads what `distancePart` selected. */
export function readDistance([row]: readonly Row[]): number | undefined {
  if (row === undefined) return undefined;
  const area = Number(row['v1'] ?? 0);
  return Number.isFinite(area) ? area : undefined;
}
