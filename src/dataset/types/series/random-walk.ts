import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { double } from '../../double.ts';
import { parameters } from '../../parameters.ts';
import { numberLoadType, numberType, scaleParameter } from '../../series/number-column.ts';
import { walk } from '../../series/walk.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const number = (description: string) => Type.Number({ minimum: -1e15, maximum: 1e15, description });

export default defineType({
  id: 'random_walk',
  category: 'series',
  description: 'A random walk from row to row: prices, temperatures, stocks.',
  examples: ['100', '100.73', '99.8'],
  parameters: parameters({
    start: Type.Number({ minimum: -1e15, maximum: 1e15, default: 100, description: 'The value of the first row.' }),
    step: Type.Number({
      minimum: 0,
      maximum: 1e12,
      default: 1,
      description: 'Standard deviation of the normal step from a row to the next.',
    }),
    drift: Type.Number({ minimum: -1e12, maximum: 1e12, default: 0, description: 'What every step has besides.' }),
    from: Type.Optional(number('A wall that the walk is thrown back from: no value is below. Default: none.')),
    to: Type.Optional(number('A wall that the walk is thrown back from: no value is above. Default: none.')),
    scale: scaleParameter,
  }),
  isOrdered: false,
  sqlType: ({ with: { scale } }) => numberType(scale),
  loadType: ({ with: { scale } }) => numberLoadType(scale),
  // A walk comes back to where it was; its values are no list to choose from.
  space: () => 1n << 62n,
  isWeighted: () => true,
  nth: (context) => walked(context),
  random: (context) => walked(context),
  problems({ with: { start, from = -Infinity, to = Infinity } }) {
    if (to <= from) return [{ key: 'to', message: 'the upper wall is not above the lower one', hint: 'Raise it.' }];
    if (start < from || start > to)
      return [{ key: 'start', message: 'the walk starts outside of its walls', hint: 'Start between from and to.' }];
    return [];
  },
});

interface Walk {
  readonly start: number;
  readonly step: number;
  readonly drift: number;
  readonly from?: number;
  readonly to?: number;
}

function walked(context: ValueContext<Walk & Readonly<Record<string, unknown>>>): Sql {
  const { start, step, drift, from, to } = context.with;
  const free = context.let(
    sql`${double(start)} + ${double(drift)} * ${context.row}::double + ${double(step)} * ${walk(context)}`,
  );
  if (from !== undefined && to !== undefined) return folded(free, from, to);
  if (from !== undefined) return sql`(${double(from)} + abs(${free} - ${double(from)}))`;
  return to === undefined ? free : sql`(${double(to)} - abs(${free} - ${double(to)}))`;
}

/** A walk between walls is the free one, the line folded at them like a strip of paper (reflection principle). */
function folded(free: Sql, from: number, to: number): Sql {
  const width = to - from;
  const place = sql`(${free} - ${double(from)}) / ${double(2 * width)}`;
  const phase = sql`abs(${place} - floor(${place} + 0.5::double))`;
  return sql`least(greatest(${double(from)} + ${double(2 * width)} * ${phase}, ${double(from)}), ${double(to)})`;
}
