import { Type } from '@sinclair/typebox';
import type { Sql } from '../../model/sql.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { drawnVariant, type Variant } from '../drawn-variant.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { hasRoom, notText } from '../text-column.ts';

const kinds = ['leading', 'trailing', 'doubled', 'no-break'] as const;
type Kind = (typeof kinds)[number];

const noBreakSpace = '\u{a0}';

export default defineUpdate({
  id: 'whitespace',
  category: 'quality',
  title: 'Stray blank',
  description:
    'A blank too many stands before, behind or inside a text, or a blank is one that does not break lines and only looks the same.',
  inProduction:
    'Texts are pasted from documents and web pages, cut out of fixed-width files, joined from parts of which one is empty. ' +
    'On a screen nothing is to be seen; comparisons, joins and look-ups fail.',
  caughtBy: [
    'Great Expectations expect_column_values_to_not_match_regex',
    'dbt accepted_values',
    'Soda invalid_percent with a valid regex',
    'Elementary min_length and max_length',
    'Monte Carlo text length',
  ],
  placebo: {
    description: 'One text in a thousand with a stray blank: what people who paste always leave behind.',
    volume: { percent: '0.1' },
  },
  fit: { category: 0.7, 'e-mail': 0.55, text: 0.4 },
  parameters: parameters({
    kinds: Type.Array(choice(kinds, { description: 'Where the blank stands, or what it becomes.' }), {
      description:
        'What to draw from: a blank before the text, one behind it, its first blank twice, all its blanks as no-break ' +
        'spaces. One that is impossible in a text gives way to another of the list.',
      default: [...kinds],
      minItems: 1,
      uniqueItems: true,
    }),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts with a place for a stray blank.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  after(context) {
    const { dialect, column, before } = context;
    const text = context.bind(dialect.text(before, column));
    const length = context.bind(dialect.length(text));
    const blank = dialect.textLiteral(' ');
    const place = context.bind(dialect.position(blank, text));
    const isLonger = hasRoom(context, length, 1);
    const since = (first: Sql) => dialect.substring(text, first, length);
    const until = (last: Sql) => dialect.substring(text, dialect.integer(1), last);
    const variants: Readonly<Record<Kind, Variant>> = {
      leading: { isPossible: sql`${length} > 0 and ${isLonger}`, value: dialect.concat([blank, text]) },
      trailing: { isPossible: sql`${length} > 0 and ${isLonger}`, value: dialect.concat([text, blank]) },
      doubled: { isPossible: sql`${place} > 0 and ${isLonger}`, value: dialect.concat([until(place), since(place)]) },
      'no-break': {
        isPossible: sql`${place} > 0`,
        value: dialect.replace(text, blank, dialect.textLiteral(noBreakSpace)),
      },
    };
    return drawnVariant(
      context,
      context.with.kinds.map((kind) => variants[kind]),
      text,
    );
  },
});
