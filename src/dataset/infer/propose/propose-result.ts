import type { Written, WrittenColumn } from '../../dataset-yaml.ts';
import type { ColumnFigures, TableFigures } from '../measure/figures.ts';

/** Digits that a decimal has at most. */
const mostDigits = 18;

/**
 * Columns that are the sum or the product of two others in the rows that were looked at, as expressions over these: by
 * name. Those that they are made of have values of their own.
 */
export function proposeResults({ profile, columns, references }: TableFigures): ReadonlyMap<string, WrittenColumn> {
  const found = new Map<string, WrittenColumn>();
  const used = new Set<string>();
  const isNumber = (name: string) => columns.some((each) => each.profile.column.name === name && isWritten(each));
  for (const { column, nulls } of profile.columns) {
    const { name } = column;
    if (nulls > 0 || used.has(name) || references.some((each) => each.columns.includes(name))) continue;
    for (const relation of ['product of', 'sum of'] as const) {
      const parts = profile.links.filter((link) => link.relation === relation && link.from.name === name).slice(0, 2);
      const names = parts.map(({ to }) => to.name);
      if (names.length < 2 || names.some((each) => found.has(each) || !isNumber(each)) || found.has(name)) continue;
      found.set(name, resultOf(column, names, relation));
      for (const each of names) used.add(each);
    }
  }
  return found;
}

/** Whether the column has values of its own as numbers that a Dataset file holds, in every row. */
function isWritten({ profile: { nulls, min, max } }: ColumnFigures): boolean {
  return nulls === 0 && [min, max].every((each) => each !== null && Math.abs(Number(each)) < 9e15);
}

function resultOf(
  { name, kind, scale }: TableFigures['profile']['columns'][number]['column'],
  names: readonly string[],
  relation: 'product of' | 'sum of',
): WrittenColumn {
  const expression = names
    .map((each) => `"${each.replaceAll('"', '""')}"`)
    .join(relation === 'product of' ? ' * ' : ' + ');
  const value: Written = { expression, as: typeOf(kind, scale) };
  return { name, value, comments: [`In nearly all rows it is this ${relation === 'product of' ? 'product' : 'sum'}.`] };
}

function typeOf(kind: string, scale = 2): string {
  if (kind === 'integer') return 'BIGINT';
  return kind === 'float' ? 'DOUBLE' : `DECIMAL(${mostDigits}, ${Math.min(scale, 9)})`;
}
