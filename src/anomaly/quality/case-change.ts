import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { notText } from '../text-column.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();

export default defineUpdate({
  id: 'case-change',
  category: 'quality',
  title: 'Changed case',
  description: 'Texts come in capitals, or without any: the same words, which no longer are the same value.',
  inProduction:
    'An old terminal writes in capitals, an importer lowers what it reads, two systems disagree about how a code is written. ' +
    'A human reads right over it; a group falls in two, a join loses the rows, a unique e-mail address is there twice.',
  caughtBy: [
    'dbt accepted_values',
    'Great Expectations expect_column_values_to_match_regex',
    'Soda invalid_percent with a valid regex',
    'Elementary dimension_anomalies',
  ],
  placebo: {
    description: 'One text in a thousand in another case: what people who type always leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { category: 0.75, 'e-mail': 0.5, text: 0.35 },
  parameters: parameters({
    to: choice(['auto', 'upper', 'lower'], {
      description:
        'The case that the letters A to Z get; all others keep theirs. auto is upper, or lower where a text has no lower-case letter.',
      default: 'auto',
    }),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts with letters to change.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  after(context) {
    const { dialect, column, before } = context;
    const text = context.bind(dialect.text(before, column));
    const inLower = dialect.translate(text, upper, lower);
    if (context.with.to === 'lower') return inLower;
    const inUpper = context.bind(dialect.translate(text, lower, upper));
    if (context.with.to === 'upper') return inUpper;
    return sql`case when ${dialect.same(inUpper, text, column)} then ${inLower} else ${inUpper} end`;
  },
});
