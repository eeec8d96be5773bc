import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { all, join, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { drawnVariant, type Variant } from '../drawn-variant.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import { hasRoom, notText } from '../text-column.ts';

const kinds = ['word', 'circa', 'letter'] as const;
type Kind = (typeof kinds)[number];

/** What people write who do not know the number. The last one has room everywhere. */
const words = ['unknown', 'see note', 'n/a', '?'];
const circa = 'ca. ';
/** Digits and the letters that look like them. */
const lookalikes = { digits: '015', letters: 'OlS' };

export default defineUpdate({
  id: 'mistyped-value',
  category: 'quality',
  title: 'Text instead of a number',
  description:
    'Numbers that are kept as text turn into what is no number: a word, an estimate, a letter that looks like a digit.',
  inProduction:
    'Amounts come as text from files and forms, and most of them can be read. Then somebody writes "unknown", "ca. 12", or ' +
    'an O for a 0: the cast of the next step fails for all rows, or makes NULL of these without a word.',
  caughtBy: [
    'Monte Carlo text number rate',
    'Soda invalid_percent with a valid format (decimal)',
    'Great Expectations expect_column_values_to_match_regex',
    'dbt_expectations.expect_column_values_to_match_regex',
  ],
  placebo: {
    description: 'One text in a thousand is no number: a column that people type into always holds a few.',
    volume: { percent: '0.1' },
  },
  parameters: parameters({
    kinds: Type.Array(choice(kinds, { description: 'What becomes of the number.' }), {
      description:
        'What to draw from: a word in its place, "ca." before it, O, l and S for its digits 0, 1 and 5. One that is ' +
        'impossible for a number gives way to another of the list.',
      default: [...kinds],
      minItems: 1,
      uniqueItems: true,
    }),
  }),
  volume: { default: { percent: '2' }, meaning: 'Share of the numbers that become another text.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  fit: { 'number as text': 1 },
  unsuitable: notText,
  survey({ dialect, column, before }) {
    const numbers = dialect.countIf(isNumber(dialect, dialect.text(before, column)));
    return { texts: sql`count(${before})`, numbers };
  },
  check({ table, column, statistics }) {
    const isEmpty = statistic(statistics, 'texts')?.gt(0) !== true;
    if (isEmpty || statistic(statistics, 'numbers')?.gt(0) === true) return;
    const message = `${formatTable(table.name)}.${column.name} holds no text that is a number`;
    throw new FaultlineError('UNSUITABLE_COLUMN', message, { hint: 'Choose a text column that holds numbers.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const text = context.bind(dialect.text(before, column));
    const variants: Readonly<Record<Kind, Variant>> = {
      word: { isPossible: sql`1 = 1`, value: aWord(context) },
      circa: {
        isPossible: hasRoom(context, dialect.length(text), circa.length),
        value: dialect.concat([dialect.textLiteral(circa), text]),
      },
      letter: {
        isPossible: join(
          Array.from(lookalikes.digits, (digit) => sql`${dialect.position(dialect.textLiteral(digit), text)} > 0`),
          sql` or `,
        ),
        value: dialect.translate(text, lookalikes.digits, lookalikes.letters),
      },
    };
    const mistyped = drawnVariant(
      context,
      context.with.kinds.map((kind) => variants[kind]),
      text,
    );
    return sql`case when ${isNumber(dialect, text)} then ${mistyped} else ${text} end`;
  },
});

function aWord(context: RowContext): Sql {
  const { dialect, column } = context;
  const fitting = words.filter((word) => column.length === undefined || word.length <= column.length);
  const cases = fitting.map((word, index) => sql`when ${dialect.integer(index)} then ${dialect.textLiteral(word)}`);
  return sql`case ${context.bind(context.draw('value.2', fitting.length))} ${join(cases, sql` `)} end`;
}

/** Digits, one point at most among or around them, a minus in front at most. @param text is read several times */
function isNumber(dialect: Dialect, text: Sql): Sql {
  const nines = dialect.translate(text, '012345678', '999999999');
  const without = (sign: string) => dialect.replace(nines, dialect.textLiteral(sign), dialect.textLiteral(''));
  const length = dialect.length(text);
  // What is empty has no length where it is NULL.
  const others = (sign: string) => sql`coalesce(${dialect.length(without(sign))}, 0)`;
  const minus = sql`case when ${dialect.position(dialect.textLiteral('-'), text)} = 1 then 1 else 0 end`;
  return all([
    sql`${others('9')} < ${length}`,
    sql`${length} - ${others('.')} <= 1`,
    sql`(${length} - ${others('9')}) + (${length} - ${others('.')}) + ${minus} = ${length}`,
  ]);
}
