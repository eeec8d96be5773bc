import type { Dialect } from '../model/dialect.ts';
import type { RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { all, column, join, name, sql } from '../sql/sql.ts';
import { internal } from '../snapshot/internal.ts';
import { meetAfter, meetBefore } from '../snapshot/meeting.ts';
import { keysMeet } from '../snapshot/row-source.ts';

/** The rows that a statement changes: those of the table, alias `t`, for which a row of `source`, alias `fl_s`, meets `on`. */
export interface Located {
  readonly source: Sql;
  readonly on: Sql;
}

/** A step, or only those of its rows that `part`, a derived table of the snapshot's columns, holds. */
export interface StepRows extends RunStep {
  readonly part?: Sql | undefined;
}

/**
 * Finds the rows of a step's snapshot in its table: by their key, or where rows are told apart by all that they hold, by
 * where they are stored at this moment.
 * @param moment whether they are looked for as they were before the step, or as it left them
 */
export function locate(dialect: Dialect, step: StepRows, moment: 'before' | 'after'): Located {
  const held = { columns: step.columns, rows: step.part ?? dialect.table(step.snapshot!) };
  if (step.columns.whole === undefined) return { source: held.rows, on: keysMeet(step.columns.key, 't', 'fl_s') };
  const address = addressOf(dialect, 't');
  const stored = address.map((part, index) => sql`${part} as ${name(addressPart(index))}`);
  const addressed = sql`(select t.*, ${join(stored)} from ${dialect.table(step.table)} t)`;
  const meet = moment === 'before' ? meetBefore : meetAfter;
  const { rows, snapshot, on } = meet(dialect, addressed, held);
  const found = address.map((_, index) => column('t', addressPart(index)));
  return {
    source: sql`(select fl_s.*, ${join(found)} from ${snapshot} fl_s join ${rows} t on ${on})`,
    on: all(address.map((part, index) => sql`${part} = ${column('fl_s', addressPart(index))}`)),
  };
}

function addressOf({ rowAddress, product }: Dialect, alias: string): readonly Sql[] {
  if (rowAddress === undefined) throw new TypeError(`${product} tells of no row where it is stored`);
  return rowAddress(alias);
}

function addressPart(index: number): string {
  return `${internal.address}${index + 1}`;
}
