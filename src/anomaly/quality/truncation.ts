import { Type } from '@sinclair/typebox';
import { Big } from 'big.js';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { notText } from '../text-column.ts';
import { sql } from '../../sql/sql.ts';

const million = 1_000_000;

export default defineUpdate({
  id: 'truncation',
  category: 'quality',
  title: 'Truncated text',
  description: 'Texts lose their end: the rest of the name, the last digits of the code, half of the address.',
  inProduction:
    'A staging column is too short, a driver cuts instead of failing, a fixed-width file has no room for long names. What is ' +
    'left looks like a value, and some of what was told apart by its end no longer is.',
  caughtBy: [
    'Elementary min_length, max_length and average_length',
    'Great Expectations expect_column_value_lengths_to_be_between',
    'Soda avg_length and invalid_percent with a valid length',
    'dbt accepted_values',
  ],
  placebo: {
    description: 'One text in a thousand is cut, as an abbreviation that somebody has typed would be.',
    volume: { percent: '0.1' },
  },
  fit: { words: 0.68, text: 0.38 },
  parameters: parameters({
    length: Type.Optional(
      Type.Integer({
        description: 'Characters that are left, as of a column that is too short; then the amplitude does not matter.',
        minimum: 1,
      }),
    ),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts that are long enough to be cut.' },
  amplitude: {
    unit: 'percent',
    default: '50',
    min: '1',
    max: '99',
    meaning: 'Share of its characters that a text loses, rounded down; one always stays.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  after(context) {
    const { dialect, column, before } = context;
    const text = context.bind(dialect.text(before, column));
    const length = context.bind(dialect.length(text));
    const lost = new Big(context.amplitude).times(million / 100).round(0);
    const product = sql`(${length} * ${dialect.integer(BigInt(lost.toFixed()))})`;
    const share = sql`${length} - ${dialect.divide(product, dialect.integer(million))}`;
    const kept = context.with.length === undefined ? share : dialect.integer(context.with.length);
    return dialect.substring(text, dialect.integer(1), kept);
  },
});
