import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import { formatTable, type Column } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { holds, numberRange } from '../number-range.ts';
import { parameters } from '../parameters.ts';

type Context = RowContext<{ readonly sentinel?: string | number }>;

/** What stands for a missing value where the step does not say. */
const usual: Readonly<Partial<Record<Column['kind'], string>>> = {
  text: 'N/A',
  integer: '-999',
  decimal: '-999',
  float: '-999',
  date: '1900-01-01',
  timestamp: '1900-01-01 00:00:00',
  timestamptz: '1900-01-01 00:00:00+00',
};

const isNumber: readonly Column['kind'][] = ['integer', 'decimal', 'float'];

export default defineUpdate({
  id: 'disguised-missing',
  category: 'quality',
  title: 'Disguised missing value',
  description:
    'A value that stands for "not known" replaces real ones: N/A in a text, -999 in a number, 1900-01-01 in a date.',
  inProduction:
    'A source may not send NULL, a form insists on an answer, a sensor writes its error code, a legacy system its first day. ' +
    'Checks for NULL pass, while averages sink and the year 1900 has more customers than any other.',
  caughtBy: [
    'dbt accepted_values',
    'Soda missing_percent with missing values',
    'Great Expectations expect_column_values_to_not_be_in_set',
    'Monte Carlo minimum and mean',
    'Elementary column_anomalies on min and average',
  ],
  placebo: {
    description:
      'One sentinel in a thousand values, spread over all of time: what old rows of a long-lived table have.',
    volume: { percent: '0.1' },
    during: 'all',
  },
  parameters: parameters({
    sentinel: Type.Optional(
      Type.Union([Type.String({ minLength: 1 }), Type.Number()], {
        description:
          'The value that stands for a missing one, as the column writes it. Without it N/A in a text, -999 in a number, ' +
          '1900-01-01 in a date or timestamp.',
      }),
    ),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the values that the sentinel replaces.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) =>
    column.kind in usual ? undefined : `is not text, a number, a date or a timestamp (${column.type})`,
  check(context) {
    const { table, column, step } = context;
    const sentinel = sentinelOf(context);
    const misfit = misfitOf(column, sentinel);
    if (misfit === undefined) return;
    const message = `step ${step.id}: ${sentinel} ${misfit} ${formatTable(table.name)}.${column.name} (${column.type})`;
    throw new FaultlineError('VALUE_OUT_OF_RANGE', message, {
      hint: 'Write a value that the column holds: with: {sentinel: …}.',
    });
  },
  after(context) {
    const { dialect, column, before } = context;
    return sql`case when ${before} is not null then ${dialect.fromText(dialect.textLiteral(sentinelOf(context)), column)} end`;
  },
});

function sentinelOf({ column, with: { sentinel } }: Context): string {
  if (typeof sentinel === 'number') return new Big(sentinel).toFixed();
  return sentinel ?? usual[column.kind] ?? '';
}

/** Why the column cannot hold the text, as what stands between it and the column's name. */
function misfitOf(column: Column, sentinel: string): string | undefined {
  if (column.kind === 'text') {
    const isTooLong = column.length !== undefined && Array.from(sentinel).length > column.length;
    return isTooLong ? 'is too long for' : undefined;
  }
  if (isNumber.includes(column.kind)) return numberMisfit(column, sentinel);
  const [, year = '', rest = ''] = /^(\d{4})-(\d{2}-\d{2}.*)$/.exec(sentinel) ?? [];
  const moment = Date.parse(`${year}-${rest.replace(' ', 'T').replace(/(T.*[+-]\d\d)$/, '$1:00')}`);
  if (Number.isNaN(moment) || (column.kind === 'date' && rest.length > 5)) return 'is no value of';
  const { first, last } = column.moments ?? {};
  if (first !== undefined && moment < Date.parse(first)) return `comes before ${first}, the first moment of`;
  return last !== undefined && moment > Date.parse(last) ? `comes after ${last}, the last moment of` : undefined;
}

function numberMisfit(column: Column, sentinel: string): string | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(sentinel)) return 'is no number, and cannot stand in';
  const number = new Big(sentinel);
  if (column.kind !== 'float' && !number.round(column.scale ?? 18).eq(number))
    return 'has too many digits behind the point for';
  const range = numberRange(column);
  return range === undefined || holds(range, number)
    ? undefined
    : `lies outside of ${range.min.toFixed()} to ${range.max.toFixed()}, the range of`;
}
