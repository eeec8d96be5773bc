import type { RowContext, StepContext } from '../../model/anomaly-context.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { all, sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { choice, parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import {
  follows,
  isDate,
  patterns,
  rewritten,
  shapeOf,
  twinOf,
  usualSuccessor,
  type Pattern,
} from '../text-convention.ts';

interface With {
  readonly from: 'auto' | Pattern;
  readonly to: 'auto' | Pattern;
}
type Context = RowContext<With>;

export default defineUpdate({
  id: 'format-change',
  category: 'quality',
  title: 'Changed format',
  description:
    'Dates or phone numbers that are kept as text turn up in another convention: the same value, written differently.',
  inProduction:
    'An exporter is rewritten, a server gets another locale, a partner changes its form. Every value is still right to a ' +
    'human eye, but parsers fail, texts no longer sort by time, and 04/05 quietly becomes another day.',
  caughtBy: [
    'Soda valid format',
    'dbt accepted formats by a regular expression (dbt_expectations)',
    'Great Expectations expect_column_values_to_match_strftime_format',
    'Monte Carlo text pattern rates',
  ],
  placebo: {
    description:
      'One text in two hundred stands in the other convention, which a column that people type into always holds.',
    volume: { percent: '0.5' },
  },
  parameters: parameters({
    from: choice(['auto', ...patterns], {
      description:
        'Convention of the texts that change: Y, M and D stand for digits of year, month and day; A, E and N for those ' +
        'of area, exchange and number. auto is the one that most texts of the column have.',
      default: 'auto',
    }),
    to: choice(['auto', ...patterns], {
      description:
        'Convention that they get. auto is what the old one usually turns into: YYYY-MM-DD becomes DD/MM/YYYY, ' +
        'DD/MM/YYYY and MM/DD/YYYY change places, AAA-EEE-NNNN becomes (AAA) EEE-NNNN, and all others become ' +
        'YYYY-MM-DD or AAA-EEE-NNNN.',
      default: 'auto',
    }),
  }),
  volume: {
    default: { percent: '100' },
    meaning: 'Share of the texts of the old convention that change to the new one.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  fit: { 'date as text': 1, phone: 0.9 },
  unsuitable: (column) => (column.kind === 'text' ? undefined : `is not text (${column.type})`),
  survey({ dialect, column, before, with: { from } }) {
    const text = dialect.text(before, column);
    const survey: Record<string, Sql> = { texts: sql`count(${before})` };
    for (const pattern of from === 'auto' ? patterns : []) {
      const matches = follows(dialect, text, pattern);
      const twin = twinOf(pattern);
      survey[figureOf(pattern)] = dialect.countIf(matches);
      if (twin)
        survey[decidedFigureOf(pattern)] = dialect.countIf(sql`${matches} and not (${follows(dialect, text, twin)})`);
    }
    return survey;
  },
  check(context) {
    const { table, column, step } = context;
    const conventions = conventionsOf(context);
    if (conventions === undefined) return;
    const { from, to } = conventions;
    if (from === to || isDate(from) !== isDate(to)) {
      const message = `step ${step.id}: ${from} cannot change to ${to}`;
      throw new FaultlineError('INVALID_VALUE', message, {
        hint: `Write for example with: {to: ${usualSuccessor(from)}}.`,
      });
    }
    if (column.length === undefined || to.length <= column.length) return;
    const message = `${formatTable(table.name)}.${column.name} (${column.type}) is too short for ${to}`;
    throw new FaultlineError('UNSUITABLE_COLUMN', message, { hint: 'Choose a shorter convention for with.to.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const conventions = conventionsOf(context);
    if (conventions === undefined) return before;
    const text = dialect.text(before, column);
    const { from, to } = conventions;
    return sql`case when ${changes(context, conventions)} then ${rewritten(dialect, text, from, to)} else ${text} end`;
  },
  differs(context) {
    const conventions = conventionsOf(context);
    return conventions === undefined ? sql`1 = 0` : changes(context, conventions);
  },
});

interface Conventions {
  readonly from: Pattern;
  readonly to: Pattern;
}

/** Texts of the old convention for which the new one has room, and whose digits do not read the same in both. */
function changes({ dialect, column, before }: Context, { from, to }: Conventions): Sql {
  const text = dialect.text(before, column);
  const conditions = [sql`${before} is not null`, follows(dialect, text, from)];
  const growth = to.length - from.length;
  if (column.length !== undefined && growth > 0) {
    conditions.push(sql`${dialect.length(text)} <= ${dialect.integer(column.length - growth)}`);
  }
  if (shapeOf(from) === shapeOf(to)) {
    conditions.push(sql`${dialect.position(rewritten(dialect, text, from, to), text)} = 0`);
  }
  return all(conditions);
}

/** @returns undefined where the baseline holds no text at all, so that nothing is to be changed */
function conventionsOf(context: Context): Conventions | undefined {
  const texts = statistic(context.statistics, 'texts');
  if (texts === undefined || texts.eq(0)) return undefined;
  const from = context.with.from === 'auto' ? mostFrequent(context) : context.with.from;
  return { from, to: context.with.to === 'auto' ? usualSuccessor(from) : context.with.to };
}

function mostFrequent(context: Context): Pattern {
  const count = (figure: string) => statistic(context.statistics, figure)?.toNumber() ?? 0;
  const [first] = patterns.toSorted((left, right) => count(figureOf(right)) - count(figureOf(left)));
  const most = first ?? patterns[0];
  if (count(figureOf(most)) === 0) throw unreadable(context);
  const twin = twinOf(most);
  if (twin === undefined) return most;
  const [own, others] = [count(decidedFigureOf(most)), count(decidedFigureOf(twin))];
  if (own === others) throw ambiguous(context, most, twin);
  return own > others ? most : twin;
}

function unreadable({ table, column }: StepContext<With> & Pick<Context, 'column'>): FaultlineError {
  const message = `${formatTable(table.name)}.${column.name} holds neither dates nor phone numbers of a known convention`;
  return new FaultlineError('UNSUITABLE_COLUMN', message, {
    hint: 'Choose a column that does, or name the convention by with.from.',
  });
}

function ambiguous({ table, column }: Context, one: Pattern, other: Pattern): FaultlineError {
  const message = `the dates of ${formatTable(table.name)}.${column.name} can be read as ${one} and as ${other} alike`;
  return new FaultlineError('UNSUITABLE_COLUMN', message, { hint: `Say which: with: {from: ${one}}.` });
}

function figureOf(pattern: Pattern): string {
  return `c${patterns.indexOf(pattern)}`;
}

/** Texts that only this one of a pair of twins can read: a month beyond 12 rules the other one out. */
function decidedFigureOf(pattern: Pattern): string {
  return `d${patterns.indexOf(pattern)}`;
}
