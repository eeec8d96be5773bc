import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import type { RowContext } from '../../model/anomaly-context.ts';
import { formatTable } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';
import { defineUpdate } from '../define.ts';
import { labelsByFrequency, refuseUnknownLabel } from '../known-labels.ts';
import { parameters } from '../parameters.ts';
import { isLabel, labelSchema, notCategory, type Label } from '../segment.ts';
import { relabelledRows, shareShift } from '../share-shift.ts';

type Context = RowContext<{ readonly from?: Label; readonly to?: Label }>;

export default defineUpdate({
  ...shareShift,
  id: 'mix-shift',
  category: 'business',
  title: 'Shift of the mix',
  description:
    'Rows of one segment count as another one: its share falls by some points in each bucket of time, the other one’s rises by as ' +
    'many, and the number of rows stays as it was, as does every sum over all segments.',
  inProduction:
    'A tracking parameter that gets lost, so that paid visits count as direct ones; customers who change to the app; a default that ' +
    'is preselected. The total is right to the last row, and only its parts tell.',
  caughtBy: [
    'Elementary dimension_anomalies',
    'Monte Carlo relative row count',
    'Evidently categorical drift (Jensen-Shannon distance)',
    'Great Expectations expect_column_kl_divergence_to_be_less_than',
  ],
  placebo: {
    description: 'Half a point moves: shares do that by themselves.',
    amplitude: '0.5',
  },
  fit: { category: 0.88 },
  parameters: parameters({
    from: Type.Optional(labelSchema('The label that loses rows. Without it the most frequent one.')),
    to: Type.Optional(labelSchema('The label that gains them. Without it the most frequent other one.')),
  }),
  amplitude: {
    unit: 'points',
    default: '20',
    min: '0.1',
    max: '100',
    meaning: 'How much of all rows of a bucket changes from the one label to the other, in percentage points.',
  },
  categories: { most: 1000, withCounts: true },
  unsuitable: notCategory,
  check(context) {
    const labels = labelsByFrequency(context);
    if (labels.length === 0) return;
    const place = `${formatTable(context.table.name)}.${context.column.name}`;
    if (labels.length === 1)
      throw new FaultlineError('UNSUITABLE_COLUMN', `${place} holds one label: there is no mix`, {
        hint: "Choose another column, or widen the step's where.",
      });
    const { from, to } = movedLabels(context);
    for (const label of [from, to]) refuseUnknownLabel(context, label);
    if (from === to)
      throw new FaultlineError('INVALID_VALUE', `with.from and with.to are the same label "${from}"`, {
        hint: 'Name two labels.',
      });
  },
  quotas: relabelledRows,
  after(context) {
    const { dialect, column, before } = context;
    if (labelsByFrequency(context).length < 2) return before;
    return dialect.fromText(dialect.textLiteral(movedLabels(context).to), column);
  },
  differs(context) {
    const { column, before } = context;
    if (labelsByFrequency(context).length < 2) return sql`1 = 0`;
    return isLabel(context, { column, value: before }, movedLabels(context).from);
  },
});

function movedLabels(context: Context): { readonly from: string; readonly to: string } {
  const labels = labelsByFrequency(context);
  const { from, to } = context.with;
  const loser = from === undefined ? labels.find((label) => label !== String(to ?? '')) : String(from);
  const winner = to === undefined ? labels.find((label) => label !== loser) : String(to);
  return { from: loser!, to: winner! };
}
