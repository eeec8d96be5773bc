import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { refusePartsOfEdits } from '../refuse-parts-of-edits.ts';
import { edited, edits, type Edit } from '../text-edit.ts';

type Context = RowContext<{ readonly kinds: readonly Edit[] }>;

export default defineUpdate({
  id: 'typo',
  category: 'quality',
  title: 'Typing error',
  description:
    'A text gets the slips of a hurried hand: a character too many, one too few, a neighbouring key instead of the right one, ' +
    'or two characters in the wrong order.',
  inProduction:
    'People type names, addresses and codes into forms; call centres take them down by ear. Each slip makes a value that ' +
    'nobody else has: joins miss, groups split, and the same customer is there twice.',
  caughtBy: [
    'dbt accepted_values',
    'Great Expectations expect_column_values_to_match_regex',
    'Soda invalid_percent with a valid regex',
    'Monte Carlo unique rate',
    'fuzzy matching',
  ],
  placebo: {
    description: 'One slip in a thousand texts: what people who type always leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { words: 0.72, category: 0.55, 'e-mail': 0.6, text: 0.4 },
  parameters: parameters({
    kinds: Type.Array(choice(edits, { description: 'A single-character edit.' }), {
      description:
        'The edits to draw from. One that is impossible at the drawn character gives way to another of the list.',
      default: [...edits],
      minItems: 1,
      uniqueItems: true,
    }),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts that can be mistyped.' },
  amplitude: {
    unit: 'edits',
    default: '1',
    min: '1',
    max: '5',
    meaning: 'Edits made to each text, one after the other.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: (column) => (column.kind === 'text' ? undefined : `is not text (${column.type})`),
  check: (context) => refusePartsOfEdits(context, 5),
  after(context) {
    const { dialect, column, before, amplitude } = context;
    const { kinds } = context.with;
    let text = dialect.text(before, column);
    for (let turn = 1; turn <= Number(amplitude); turn++) {
      text = edited(context.bind(text), { kinds, turn, longest: column.length }, context);
    }
    return text;
  },
  differs(context) {
    const { dialect, column, before } = context;
    if (!alwaysChanges(context)) return undefined;
    return sql`${before} is not null and ${dialect.length(dialect.text(before, column))} > 0`;
  },
});

/** One edit, and for every text but the empty one an edit that is sure to be possible. */
function alwaysChanges({ amplitude, column, with: { kinds } }: Context): boolean {
  const takesOneMore = column.length === undefined || column.length > 1;
  return Number(amplitude) === 1 && kinds.includes('insert') && kinds.includes('delete') && takesOneMore;
}
