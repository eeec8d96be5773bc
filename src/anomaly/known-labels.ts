import type { RowContext } from '../model/anomaly-context.ts';
import { FaultlineError } from '../model/errors.ts';
import { formatTable } from '../model/table.ts';
import { statisticList } from './statistic.ts';

/** The column's labels from the most frequent one downwards; of equally frequent ones in the order of their bytes. For anomalies with `categories` that count. */
export function labelsByFrequency({ statistics }: Pick<RowContext, 'statistics'>): readonly string[] {
  const counts = statisticList(statistics, 'counts').map(Number);
  return statisticList(statistics, 'labels')
    .map((label, index) => ({ label, count: counts[index]! }))
    .toSorted((left, right) => right.count - left.count)
    .map(({ label }) => label);
}

/** @throws INVALID_VALUE where the column holds values, and none of them is the label */
export function refuseUnknownLabel({ statistics, table, column }: RowContext, label: string): void {
  const known = statisticList(statistics, 'labels');
  if (known.length === 0 || known.includes(label)) return;
  throw new FaultlineError('INVALID_VALUE', `${formatTable(table.name)}.${column.name} has no label "${label}"`, {
    hint: 'Write a label of it, in its case. They are data and not shown here: select them from the table.',
  });
}
