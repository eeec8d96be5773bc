import { Type } from '@sinclair/typebox';
import type { Dialect } from '../../model/dialect.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Sql } from '../../model/sql.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { statistic } from '../statistic.ts';
import { hasRoom, notText } from '../text-column.ts';

export default defineUpdate({
  id: 'mojibake',
  category: 'quality',
  title: 'Mojibake',
  description:
    'UTF-8 is read as Latin-1: Zürich becomes ZÃ¼rich, a dash becomes â€“. Every character beyond ASCII, of any script, ' +
    'turns into one for each of its bytes, as windows-1252 has them (which is what browsers and Windows take for ' +
    'Latin-1); the five bytes that it leaves open become control characters.',
  inProduction:
    'A file is read with the default of another machine, a connection speaks latin1 to a database of UTF-8, a page is ' +
    'saved and read once more. English texts look healthy, so that nobody notices for weeks; names and addresses are spoilt.',
  caughtBy: [
    'Great Expectations expect_column_values_to_not_match_regex',
    'Soda invalid_percent with an invalid regex',
    'Elementary max_length',
    'dbt accepted_values',
  ],
  placebo: {
    description: 'One text in a thousand is misread: what texts pasted from elsewhere bring along.',
    volume: { percent: '0.1' },
  },
  fit: { 'beyond ASCII': 0.95 },
  parameters: parameters({
    times: Type.Integer({
      description: 'How often the text is misread, one time after the other: 2 turns ü into ÃƒÂ¼.',
      default: 1,
      minimum: 1,
      maximum: 3,
    }),
  }),
  volume: {
    default: { percent: '5' },
    meaning: 'Share of the texts with a character beyond ASCII for whose bytes the column has room.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: true,
  unsuitable: notText,
  survey({ dialect, column, before }) {
    const text = dialect.text(before, column);
    return { texts: sql`count(${before})`, beyond: dialect.countIf(isBeyondAscii(dialect, text)) };
  },
  check({ table, column, statistics }) {
    if (statistic(statistics, 'texts')?.gt(0) !== true || statistic(statistics, 'beyond')?.gt(0) === true) return;
    const message = `${formatTable(table.name)}.${column.name} holds no character beyond ASCII, and ASCII is read alike`;
    throw new FaultlineError('UNSUITABLE_COLUMN', message, { hint: 'Choose a column with names or texts of people.' });
  },
  after(context) {
    const { dialect, column, before } = context;
    const text = context.bind(dialect.text(before, column));
    let read = text;
    for (let time = 1; time <= context.with.times; time++) {
      read = context.bind(
        sql`case when ${isBeyondAscii(dialect, read)} then ${dialect.misread(read)} else ${read} end`,
      );
    }
    if (column.length === undefined) return read;
    return sql`case when ${hasRoom(context, dialect.length(read), 0)} then ${read} else ${text} end`;
  },
});

function isBeyondAscii(dialect: Dialect, text: Sql): Sql {
  return sql`${dialect.byteLength(text)} > ${dialect.length(text)}`;
}
