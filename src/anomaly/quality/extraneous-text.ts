import { Type } from '@sinclair/typebox';
import { defineUpdate } from '../define.ts';
import { drawnVariant } from '../drawn-variant.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { hasRoom, notText } from '../text-column.ts';
import { sql } from '../../sql/sql.ts';

/** What people and programs leave in a field that is meant for something else. */
const notes = [' (TEST)', ' - DO NOT USE', ' [copy]', ' ???'];

export default defineUpdate({
  id: 'extraneous-text',
  category: 'quality',
  title: 'Text that does not belong',
  description: 'A remark stands in the field beside the value: a note of somebody, a mark of some program.',
  inProduction:
    'There is no field for remarks, so clerks write "(old)" behind the name; an export adds "[copy]", a test leaves "(TEST)". ' +
    'The value is in there still, but nothing that compares it finds it.',
  caughtBy: [
    'Great Expectations expect_column_values_to_match_regex',
    'Soda invalid_percent with a valid regex',
    'Elementary max_length',
    'dbt accepted_values',
  ],
  placebo: {
    description:
      'One text in a thousand with a remark: what people who have no other field for it always leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { words: 0.6, text: 0.3 },
  parameters: parameters({
    texts: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      description:
        'The remarks to draw from, with the blanks that set them apart. One that the column has no room for gives way to another of the list.',
      default: notes,
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
    }),
    place: choice(['behind', 'before'], { description: 'Where the remark stands.', default: 'behind' }),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts with room for a remark.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  after(context) {
    const { dialect, column, before } = context;
    const { texts, place } = context.with;
    const text = context.bind(dialect.text(before, column));
    const length = context.bind(dialect.length(text));
    const variants = texts.map((remark) => {
      const literal = dialect.textLiteral(remark);
      return {
        isPossible: sql`${length} > 0 and ${hasRoom(context, length, Array.from(remark).length)}`,
        value: dialect.concat(place === 'before' ? [literal, text] : [text, literal]),
      };
    });
    return drawnVariant(context, variants, text);
  },
});
