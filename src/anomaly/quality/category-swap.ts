import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable, type ColumnKind } from '../../model/table.ts';
import { join, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { statisticList } from '../statistic.ts';

type Context = RowContext<{ readonly between?: readonly (string | number | boolean)[] }>;

/** Cases of one `case`; more labels are found by halving. */
const fewLabels = 8;

const kinds: readonly ColumnKind[] = ['text', 'enum', 'boolean', 'integer'];

export default defineUpdate({
  id: 'category-swap',
  category: 'quality',
  title: 'Swapped category',
  description: 'Rows get another one of the labels that their column already holds.',
  inProduction:
    'A lookup table is shifted by a row, two codes are mixed up in a mapping, a classifier is retrained. Every value is ' +
    'still one of the accepted ones, so only the shares of the labels, and what depends on them, tell.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Evidently categorical drift (Jensen-Shannon distance)',
    'Great Expectations expect_column_kl_divergence_to_be_less_than',
    'Monte Carlo relative row count',
  ],
  placebo: {
    description: 'One row in two hundred has another label: shares of labels move more than that by themselves.',
    volume: { percent: '0.5' },
  },
  fit: { category: 0.85 },
  parameters: parameters({
    between: Type.Optional(
      Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        description:
          'Two labels that trade places; rows of other labels are left alone. Without it every label may become any other.',
        minItems: 2,
        maxItems: 2,
        uniqueItems: true,
      }),
    ),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the rows with a label that get another one.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: false,
  categories: { most: 1000 },
  unsuitable: (column) => (kinds.includes(column.kind) ? undefined : `is not a category (${column.type})`),
  check(context) {
    const { table, column, statistics } = context;
    const labels = statisticList(statistics, 'labels');
    const [only] = labels;
    if (only === undefined) return;
    const place = `${formatTable(table.name)}.${column.name}`;
    if (labels.length === 1) {
      const message = `${place} has only one label, there is none to swap it with`;
      throw new FaultlineError('UNSUITABLE_COLUMN', message, {
        hint: "Choose another column, or widen the step's where.",
      });
    }
    const unknown = pairOf(context)?.find((label) => !labels.includes(label));
    if (unknown === undefined) return;
    throw new FaultlineError('INVALID_VALUE', `${place} has no label "${unknown}"`, {
      hint: 'Write one of its labels, in their case. They are data and not shown here: select them from the table.',
    });
  },
  after(context) {
    const { before } = context;
    const labels = statisticList(context.statistics, 'labels');
    if (labels.length < 2) return before;
    const pair = pairOf(context);
    return pair ? traded(context, pair) : sql`case when ${before} is not null then ${another(context, labels)} end`;
  },
  differs(context) {
    const { before } = context;
    if (statisticList(context.statistics, 'labels').length < 2) return sql`1 = 0`;
    const pair = pairOf(context);
    if (pair === undefined) return sql`${before} is not null`;
    return join(
      pair.map((label) => isLabel(context, before, label)),
      sql` or `,
    );
  },
});

/** One of the two labels for the other. */
function traded(context: Context, [one, other]: readonly [string, string]): Sql {
  const { dialect, column, before } = context;
  return sql`case when ${isLabel(context, before, one)} then ${dialect.fromText(dialect.textLiteral(other), column)}
    when ${isLabel(context, before, other)} then ${dialect.fromText(dialect.textLiteral(one), column)}
    else ${before} end`;
}

/**
 * Any of the n labels but the row's own, each as likely: one of the first n − 1 is drawn, and where that is the
 * row's own, the last one stands in for it.
 */
function another(context: Context, labels: readonly string[]): Sql {
  const { dialect, column, before } = context;
  const index = context.bind(context.draw('value', labels.length - 1));
  const texts = labels.map((label) => dialect.textLiteral(label));
  const drawn = context.bind(dialect.fromText(nth(dialect, index, texts.slice(0, -1)), column));
  const last = dialect.fromText(join(texts.slice(-1)), column);
  return sql`case when ${dialect.same(drawn, before, column)} then ${last} else ${drawn} end`;
}

/** The text of this number, found by halving the list. @param first number of the first text */
function nth(dialect: Dialect, index: Sql, texts: readonly Sql[], first = 0): Sql {
  if (texts.length > fewLabels) {
    const half = texts.length >> 1;
    return sql`case when ${index} < ${dialect.integer(first + half)} then ${nth(dialect, index, texts.slice(0, half), first)}
      else ${nth(dialect, index, texts.slice(half), first + half)} end`;
  }
  const cases = texts.map((text, offset) => sql`when ${dialect.integer(first + offset)} then ${text}`);
  return sql`case ${index} ${join(cases, sql` `)} end`;
}

function isLabel({ dialect, column }: Context, value: Sql, label: string): Sql {
  return dialect.same(value, dialect.fromText(dialect.textLiteral(label), column), column);
}

function pairOf({ with: { between } }: Context): readonly [string, string] | undefined {
  const [one, other] = between ?? [];
  return one === undefined || other === undefined ? undefined : [String(one), String(other)];
}
