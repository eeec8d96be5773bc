import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import type { Column } from '../../model/table.ts';
import { column as columnIn, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { extremesOf, surveyExtremes } from '../extremes.ts';
import { lastBucket } from '../last-bucket.ts';
import { numberRange, outOfRange } from '../number-range.ts';
import { parameters } from '../parameters.ts';

type Context = RowContext<{ readonly references?: string }>;

/** Whole numbers that orphans are drawn from. */
const spread = 1_000_000;
/** Parents may be newer than the newest that is referred to, but hardly so many times as many. */
const distance = { factor: 2, more: 1000 } as const;
/** Characters at the end of a text that hex digits take the place of. */
const replaced = 8;

export default defineUpdate({
  id: 'orphan-key',
  category: 'quality',
  title: 'Orphaned key',
  description: 'Keys point nowhere: they look as ever, but no row of the other table has them.',
  inProduction:
    'A parent is deleted in one system and not in the other, facts are loaded before their dimension, an id of the test ' +
    'system slips in. Inner joins lose the rows without a word, left joins show them as unknown.',
  caughtBy: [
    'dbt relationships',
    'Soda reference checks',
    'Great Expectations expect_column_values_to_be_in_set',
    'Monte Carlo referential integrity rules',
  ],
  placebo: {
    description: 'One key in a thousand: rows that were loaded a moment before their parents.',
    volume: { percent: '0.1' },
  },
  fit: { entity: 0.9, identifier: 0.6 },
  parameters: parameters({
    references: Type.Optional(
      Type.String({
        pattern: '^[^.]+(\\.[^.]+){1,2}$',
        description:
          'The column that the keys point to, as schema.table.column: no key becomes a value of it. Without it keys are ' +
          'made that are far beyond those of the column.',
      }),
    ),
  }),
  volume: { default: { percent: '2' }, meaning: 'Share of the rows with a key whose key points nowhere.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) => {
    if (isWhole(column) || column.kind === 'uuid') return undefined;
    if (column.kind !== 'text') return `holds no keys (${column.type})`;
    const isShort = column.length !== undefined && column.length < replaced;
    return isShort ? `is too short for keys that nobody has (${column.type})` : undefined;
  },
  survey: (context) => (isWhole(context.column) ? surveyExtremes(context) : {}),
  check(context) {
    const { table, column } = context;
    const range = numberRange(column);
    const first = firstOrphan(context);
    if (range === undefined || first === undefined || first.lte(range.max)) return;
    throw outOfRange(table, column, range, first, 'Choose another column: its keys have used up most of its type.');
  },
  after(context) {
    const { dialect, column, before } = context;
    const value = context.bind(dialect.cast(orphan(context), column.storage));
    const parents = parentsOf(context);
    const isTaken = parents && sql`exists (select 1 from ${parents.table} p where ${parents.key} = ${value})`;
    const isFree = isTaken === undefined ? sql`${before} is not null` : sql`${before} is not null and not ${isTaken}`;
    return sql`case when ${isFree} then ${value} else ${before} end`;
  },
});

function isWhole({ kind, scale }: Column): boolean {
  return kind === 'integer' || (kind === 'decimal' && scale === 0);
}

/** The key that nobody has. */
function orphan(context: Context): Sql {
  const { dialect, column, before } = context;
  if (isWhole(column)) {
    const first = firstOrphan(context);
    if (first === undefined) return before;
    const room = numberRange(column)?.max.minus(first).plus(1) ?? new Big(spread);
    const drawn = context.draw('value', room.lt(spread) ? room.toNumber() : spread);
    return sql`${dialect.number(first.toFixed(), column)} + ${drawn}`;
  }
  const text = context.bind(dialect.text(before, column));
  const drawn = dialect.cast(context.draw('value', 2 ** 31 - 1), dialect.ledgerTypes.text);
  const digits = context.bind(dialect.hashHex(dialect.concat([text, dialect.textLiteral('\u001f'), drawn])));
  if (column.kind === 'uuid') return dialect.fromText(digits, column);
  const length = dialect.length(text);
  const kept = sql`case when ${length} > ${dialect.integer(replaced)} then ${length} - ${dialect.integer(replaced)} else 0 end`;
  return dialect.concat([
    dialect.substring(text, dialect.integer(1), kept),
    dialect.substring(digits, dialect.integer(1), dialect.integer(replaced)),
  ]);
}

/** The smallest whole number that becomes a key; undefined where there is none to reckon from. */
function firstOrphan({ statistics, column }: Context): Big | undefined {
  const extremes = isWhole(column) ? extremesOf(statistics) : undefined;
  if (extremes === undefined) return undefined;
  const largest = extremes.max.gt(0) ? extremes.max.round(0, Big.roundUp) : new Big(0);
  return largest.times(distance.factor).plus(distance.more);
}

/** The table and the column that the keys point to; undefined where the step names none. */
function parentsOf({ dialect, table, with: { references } }: Context) {
  if (references === undefined) return undefined;
  const [key, parent, schema = table.name.schema] = references.split('.').toReversed();
  if (key === undefined || parent === undefined)
    throw new FaultlineError('INVALID_VALUE', `${references} names no column of a table`);
  return { table: dialect.table({ schema, name: parent }), key: columnIn('p', key) };
}
