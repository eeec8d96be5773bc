import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import { notText } from '../text-column.ts';

/** Draws of this many values are scaled down to a text's length in SQL. */
const finest = 2 ** 31 - 1;

export default defineUpdate({
  id: 'token-permutation',
  category: 'quality',
  title: 'Words in another order',
  description: 'The words of a text stand in another order: what stood behind one of its blanks now comes first.',
  inProduction:
    'Family names are written before given names, a street and its number trade places, two fields are joined the other way ' +
    'round. All the words are there, so that a human reads it as ever; every comparison by text misses.',
  caughtBy: [
    'Great Expectations expect_column_values_to_match_regex',
    'Soda invalid_percent with a valid regex',
    'dbt accepted_values',
    'Monte Carlo unique rate',
    'fuzzy matching by tokens',
  ],
  placebo: {
    description: 'One text in a thousand has its words in another order: names are given like that, too.',
    volume: { percent: '0.1' },
  },
  fit: { words: 0.7 },
  parameters: parameters({}),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts of several words.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  survey({ dialect, column, before }) {
    const text = dialect.text(before, column);
    const several = dialect.countIf(sql`${dialect.position(dialect.textLiteral(' '), text)} > 0`);
    return { texts: sql`count(${before})`, several };
  },
  check({ table, column, statistics }) {
    if (statistic(statistics, 'texts')?.gt(0) !== true || statistic(statistics, 'several')?.gt(0) === true) return;
    const message = `${formatTable(table.name)}.${column.name} holds no text of several words`;
    throw new FaultlineError('UNSUITABLE_COLUMN', message, { hint: 'Choose a column that does.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const whole = (value: number) => dialect.integer(value);
    const blank = dialect.textLiteral(' ');
    const text = context.bind(dialect.text(before, column));
    const length = context.bind(dialect.length(text));
    const first = context.bind(dialect.position(blank, text));
    const start = context.bind(
      sql`1 + ${dialect.divide(sql`(${context.draw('value', finest)} * ${length})`, whole(finest))}`,
    );
    const found = context.bind(dialect.position(blank, since(start)));
    const place = context.bind(sql`case when ${found} > 0 then ${start} + ${found} - 1 else ${first} end`);
    const turned = dialect.concat([
      since(sql`${place} + 1`),
      blank,
      dialect.substring(text, whole(1), sql`${place} - 1`),
    ]);
    return sql`case when ${place} > 1 and ${place} < ${length} then ${turned} else ${text} end`;

    function since(from: Sql): Sql {
      return dialect.substring(text, from, length);
    }
  },
});
