import type { Link } from '../../model/profile.ts';
import type { Column } from '../../model/table.ts';
import type { RowSample } from './sample-rows.ts';

/** Columns that are held against each other; of more, the first ones. */
const mostColumns = 16;
/** Rows that have to tell, and the share of them that has to agree. */
const fewestRows = 20;
const sureShare = 0.98;
/** Figures are rounded to cents: half of one, and what floats lose. */
const tolerance = 0.006;

interface Numbers {
  readonly column: Column;
  readonly values: readonly (number | null)[];
}

/** Columns that are the sum or the product of two others in the sample; rows in which one of the two is 0 or 1 tell nothing. */
export function arithmeticLinks(columns: readonly Column[], sample: RowSample): readonly Link[] {
  const numbers = columns.flatMap((column) => numbersOf(column, sample) ?? []).slice(0, mostColumns);
  const links: Link[] = [];
  for (const whole of numbers) {
    for (const [index, left] of numbers.entries()) {
      for (const right of numbers.slice(index + 1)) {
        if (left === whole || right === whole) continue;
        links.push(...linksOf(whole, left, right));
      }
    }
  }
  return links;
}

function linksOf(whole: Numbers, left: Numbers, right: Numbers): readonly Link[] {
  const link = (relation: Link['relation'], from: Numbers, to: Numbers): Link => ({
    relation,
    from: from.column,
    to: to.column,
  });
  if (holds(whole, left, right, (a, b) => a + b)) return [link('sum of', whole, left), link('sum of', whole, right)];
  if (!holds(whole, left, right, (a, b) => a * b)) return [];
  const [count, price] = left.column.kind === 'integer' ? [left, right] : [right, left];
  return [
    link('product of', whole, count),
    link('product of', whole, price),
    link('factor beside', price, count),
    link('factor of', price, whole),
  ];
}

function holds(whole: Numbers, left: Numbers, right: Numbers, result: (a: number, b: number) => number): boolean {
  let telling = 0;
  let agreeing = 0;
  for (const [index, total] of whole.values.entries()) {
    const [a, b] = [left.values[index], right.values[index]];
    if (total === null || typeof a !== 'number' || typeof b !== 'number') continue;
    if (isIdle(a) || isIdle(b)) continue;
    telling += 1;
    if (Math.abs(result(a, b) - total) <= tolerance) agreeing += 1;
    else if (telling - agreeing > (1 - sureShare) * whole.values.length) return false;
  }
  return telling >= fewestRows && agreeing >= sureShare * telling;
}

function isIdle(value: number): boolean {
  return value === 0 || value === 1;
}

function numbersOf(column: Column, sample: RowSample): Numbers | undefined {
  if (!['integer', 'decimal', 'float'].includes(column.kind)) return undefined;
  const values = (sample.valuesOf(column) ?? []).map((each) => (each === null ? null : Number(each)));
  return new Set(values).size > 2 ? { column, values } : undefined;
}
