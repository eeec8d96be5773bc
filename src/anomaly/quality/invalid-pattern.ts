import type { RowContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { brokenPattern } from '../broken-pattern.ts';
import { defineUpdate } from '../define.ts';
import { drawnVariant } from '../drawn-variant.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import { notText } from '../text-column.ts';
import { followsPattern, textPatterns, type TextPattern } from '../text-pattern.ts';

type Context = RowContext<{ readonly pattern: 'auto' | TextPattern }>;

export default defineUpdate({
  id: 'invalid-pattern',
  category: 'quality',
  title: 'Broken pattern',
  description:
    'A UUID, e-mail address, phone number, social security number, permanent id (DOI, ORCID), URL or IP address no longer ' +
    'has the form that it must have: a letter stands among its digits, a sign is gone or doubled, its end is missing.',
  inProduction:
    'A form checks nothing, a scanner reads an O for a 0, an escape goes wrong, a column is too short for the last digits. The ' +
    'field is filled; mails bounce, calls fail, and look-ups by the id find nobody.',
  caughtBy: [
    'Soda invalid_percent with a valid format',
    'Great Expectations expect_column_values_to_match_regex',
    'dbt_expectations.expect_column_values_to_match_regex',
    'Monte Carlo text pattern rates (UUID, e-mail, phone, SSN, URL)',
  ],
  placebo: {
    description: 'One broken address in a thousand: what people who type always leave behind.',
    volume: { percent: '0.1' },
  },
  parameters: parameters({
    pattern: choice(['auto', ...textPatterns], {
      description:
        'What the texts are; those that are not are left alone. auto is the pattern that most of them follow.',
      default: 'auto',
    }),
  }),
  volume: { default: { percent: '5' }, meaning: 'Share of the texts of the pattern that break it.' },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  fit: { 'e-mail': 1, uuid: 1, phone: 1, url: 1, ssn: 1, 'permanent id': 1, ip: 1 },
  unsuitable: notText,
  survey({ dialect, column, before, with: { pattern } }) {
    const text = dialect.text(before, column);
    const survey: Record<string, Sql> = { texts: sql`count(${before})` };
    for (const each of pattern === 'auto' ? textPatterns : [])
      survey[figureOf(each)] = dialect.countIf(followsPattern(dialect, text, each));
    return survey;
  },
  check(context) {
    if (!hasTexts(context) || patternOf(context) !== undefined) return;
    const { table, column } = context;
    const message = `${formatTable(table.name)}.${column.name} holds no text of a known pattern (${textPatterns.join(', ')})`;
    throw new FaultlineError('UNSUITABLE_COLUMN', message, { hint: 'Choose a column that does.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const pattern = patternOf(context);
    if (pattern === undefined) return before;
    const text = context.bind(dialect.text(before, column));
    const length = context.bind(dialect.length(text));
    const broken = drawnVariant(context, brokenPattern(context, text, length, pattern), text);
    return sql`case when ${followsPattern(dialect, text, pattern)} then ${broken} else ${text} end`;
  },
});

function hasTexts({ statistics }: Context): boolean {
  return statistic(statistics, 'texts')?.gt(0) === true;
}

function patternOf(context: Context): TextPattern | undefined {
  const { pattern } = context.with;
  if (pattern !== 'auto') return pattern;
  const count = (each: TextPattern) => statistic(context.statistics, figureOf(each))?.toNumber() ?? 0;
  const [most] = textPatterns.toSorted((left, right) => count(right) - count(left));
  return most !== undefined && count(most) > 0 ? most : undefined;
}

function figureOf(pattern: TextPattern): string {
  return `p${textPatterns.indexOf(pattern)}`;
}
