import { Type } from '@sinclair/typebox';
import type { ColumnContext, RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type Column } from '../../model/table.ts';
import { column as columnOf, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange } from '../number-range.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import { Big } from 'big.js';

interface With {
  readonly label?: string | number;
}
type Context = RowContext<With>;

/** Labels that a system may come up with, the shorter ones for codes. */
const texts = ['Other', 'Unassigned', 'Misc', 'New', 'N2', 'XX', 'ZZ', 'X', 'Z', 'Q', '?', '_'];
const numbers = ['99', '999', '9', '9999', '77', '0', '-1', '42', '123', '88'];

export default defineUpdate({
  id: 'novel-category',
  category: 'quality',
  title: 'Unseen label',
  description: 'Rows get a label that their column has never held.',
  inProduction:
    'A source adds a status, a shop a payment method, a country a region, and nobody tells the warehouse. Every case of a ' +
    'report that is not listed falls into "else", or out of the join with the table of labels.',
  caughtBy: [
    'dbt accepted_values',
    'Great Expectations expect_column_distinct_values_to_be_in_set',
    'Soda invalid_count with valid values',
    'Elementary dimension_anomalies',
    'Monte Carlo relative row count',
  ],
  placebo: {
    description:
      'One row in a thousand has a new label, as where a range of products grows: the shares of the others stay.',
    volume: { percent: '0.1' },
  },
  parameters: parameters({
    label: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Integer()], {
        description:
          'The new label. Without it one that the column does not hold: Other, Unassigned, Misc …, for codes XX, X …, for whole numbers 99, 999, 9 and so on.',
      }),
    ),
  }),
  volume: { default: { percent: '2' }, meaning: 'Share of the rows with a label that get the new one.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  fit: { category: 0.95 },
  unsuitable(column) {
    if (column.kind === 'text' || column.kind === 'integer') return undefined;
    if (column.kind === 'enum' || column.kind === 'boolean') return `is not open to new labels (${column.type})`;
    return `is not a category (${column.type})`;
  },
  survey(context) {
    const { dialect, column, before } = context;
    const counts = candidatesOf(context).map((label, index) => [`n${index}`, rowsOf(context, label)] as const);
    return { longest: sql`max(${dialect.length(dialect.text(before, column))})`, ...Object.fromEntries(counts) };
  },
  check(context) {
    const { table, column, step } = context;
    const place = `${formatTable(table.name)}.${column.name}`;
    const { label } = context.with;
    if (label !== undefined && !fits(column, String(label))) {
      const message = `step ${step.id}: "${label}" is no value of ${place} (${column.type})`;
      throw new FaultlineError('VALUE_OUT_OF_RANGE', message, { hint: 'Write a label that the column has room for.' });
    }
    if (newLabel(context) !== undefined) return;
    const message =
      label === undefined
        ? `${place} holds every label that novel-category knows`
        : `${place} holds the label "${label}" already`;
    throw new FaultlineError('INVALID_VALUE', message, { hint: 'Write one that it does not hold: with: {label: …}.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const label = newLabel(context);
    if (label === undefined) return before;
    return sql`case when ${before} is not null then ${dialect.fromText(dialect.textLiteral(label), column)} end`;
  },
  differs: ({ before }) => sql`${before} is not null`,
});

/** Rows of the whole table with the label, be they of the step's `where` or not. */
function rowsOf({ dialect, column }: ColumnContext<With>, label: string): Sql {
  // Cut to the column's length a label would be another one.
  if (!fits(column, label)) return dialect.countIf(sql`1 = 0`);
  const labelled = dialect.same(
    columnOf('t', column.name),
    dialect.fromText(dialect.textLiteral(label), column),
    column,
  );
  return dialect.countIf(labelled);
}

function candidatesOf({ column, with: { label } }: ColumnContext<With>): readonly string[] {
  if (label !== undefined) return [String(label)];
  return column.kind === 'integer' ? numbers : texts;
}

/** Whether the column's type has room for the label. */
function fits(column: Column, label: string): boolean {
  if (column.kind === 'text') return column.length === undefined || Array.from(label).length <= column.length;
  const range = numberRange(column);
  return /^-?\d+$/.test(label) && (range === undefined || holds(range, new Big(label)));
}

/** The first label that is not there, rather one that is no longer than those that are. */
function newLabel(context: Context): string | undefined {
  const { column, statistics } = context;
  const free = candidatesOf(context).filter(
    (label, index) => fits(column, label) && statistic(statistics, `n${index}`)?.eq(0) === true,
  );
  const longest = statistic(statistics, 'longest');
  return free.find((label) => longest?.gte(label.length) === true) ?? free[0];
}
