import type { Column } from '../../model/table.ts';
import type { Link } from '../../model/profile.ts';
import type { RowSample } from './sample-rows.ts';

/** Columns that are held against each other; of more, those with the fewest different values. */
const mostColumns = 16;
/** A dependency may be by chance with a probability of e^−14: one in a million. */
const evidence = 14;

interface Labels {
  readonly column: Column;
  readonly values: readonly (string | null)[];
  readonly distinct: number;
  /** −ln of the share of the most frequent value: what one more agreement says. */
  readonly weight: number;
}

/**
 * Columns of which each value goes with one value of another column only, in the sample; of several determinants the one with
 * the fewest values first.
 */
export function dependencies(columns: readonly Column[], sample: RowSample): readonly Link[] {
  const labels = columns
    .flatMap((column) => labelsOf(column, sample) ?? [])
    .toSorted((left, right) => left.distinct - right.distinct)
    .slice(0, mostColumns);
  return labels.flatMap((dependent) =>
    labels
      .filter((determinant) => determinant !== dependent && determines(determinant, dependent))
      .map((determinant) => ({ relation: 'determined by' as const, from: dependent.column, to: determinant.column })),
  );
}

/** Undefined of columns with no values, one, or hardly any that comes twice. */
function labelsOf(column: Column, sample: RowSample): Labels | undefined {
  if (!['text', 'enum', 'integer', 'boolean'].includes(column.kind)) return undefined;
  const values = sample.valuesOf(column) ?? [];
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (counts.size < 2 || counts.size > filled / 2) return undefined;
  return { column, values, distinct: counts.size, weight: -Math.log(Math.max(...counts.values()) / filled) };
}

function determines(determinant: Labels, dependent: Labels): boolean {
  const known = new Map<string, string>();
  let agreements = 0;
  for (const [index, value] of determinant.values.entries()) {
    const other = dependent.values[index]!;
    if (value === null || other === null) continue;
    const first = known.get(value);
    if (first !== undefined && first !== other) return false;
    if (first === undefined) known.set(value, other);
    else agreements += 1;
  }
  return agreements * dependent.weight >= evidence;
}
