import { Type } from '@sinclair/typebox';
import type { RowContext } from '../../model/anomaly-context.ts';
import type { Column, ColumnKind } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';

const incomparable: readonly ColumnKind[] = ['json', 'binary', 'array', 'interval', 'other'];

export default defineUpdate({
  id: 'functional-dependency-violation',
  category: 'quality',
  title: 'Violated functional dependency',
  description: 'What one column determines in another no longer holds: rows of the same postcode have different towns.',
  inProduction:
    'A lookup is copied into the rows and then changes, two systems keep their own list of codes, a join takes the row ' +
    'before. Every value is one that the column has elsewhere; groups by the one and by the other column disagree.',
  caughtBy: [
    'custom SQL: group by the determinant having count(distinct dependent) > 1',
    'Great Expectations expect_column_pair_values_to_be_in_set',
    'Soda reference checks',
  ],
  placebo: {
    description: 'One row in ten thousand disagrees: postcodes are not that exact themselves.',
    volume: { percent: '0.01' },
  },
  fit: { determined: 0.9 },
  parameters: parameters({
    determinant: Type.String({
      minLength: 1,
      description: 'The column that determines the one of the step: the postcode, where that is the town.',
    }),
  }),
  others: { determinant: { changes: false, relation: 'determined by', unsuitable } },
  volume: {
    default: { percent: '1' },
    meaning:
      'Share of the rows that can get the value of another row: all but one of each determinant, which keeps its own.',
  },
  window: lastBucket,
  metric: 'distinct',
  makesNewValues: false,
  looksAround: true,
  unsuitable,
  after(context) {
    const { before } = context;
    const value = context.bind(another(context));
    const place = context.bind(placeAmongEquals(context));
    return sql`case when ${value} is not null and ${place} > 1 then ${value} else ${before} end`;
  },
});

/** The value of the next row in a drawn order; of the last row, that of the first. */
function another({ before, drawnOrder }: RowContext) {
  const inOrder = sql`order by ${drawnOrder('value')}`;
  return sql`case when row_number() over (${inOrder}) = count(*) over () then first_value(${before}) over (${inOrder})
    else lead(${before}) over (${inOrder}) end`;
}

/** The row's number among those with a value of both columns and the same determinant; 0 where one is missing. The first keeps its own value. */
function placeAmongEquals({ dialect, before, drawnOrder, other }: RowContext) {
  const determinant = other('determinant')!;
  const isWhole = sql`case when ${before} is null then 0 else 1 end`;
  const group = dialect.bytewise(determinant.value, determinant.column);
  return sql`case when ${determinant.value} is null or ${before} is null then 0
    else row_number() over (partition by ${group}, ${isWhole} order by ${drawnOrder('value.2')}) end`;
}

function unsuitable({ kind, type }: Column): string | undefined {
  return incomparable.includes(kind) ? `holds values that are not compared (${type})` : undefined;
}
