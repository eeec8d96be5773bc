import { Type } from '@sinclair/typebox';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { double } from '../../double.ts';
import { parameters } from '../../parameters.ts';
import { deviate } from '../../series/deviate.ts';
import { numberLoadType, numberType, scaleParameter } from '../../series/number-column.ts';
import { walk } from '../../series/walk.ts';
import { defineType, type ValueContext } from '../../value-type.ts';

const size = (description: string) => Type.Number({ minimum: 0, maximum: 1e12, default: 0, description });

export default defineType({
  id: 'series',
  category: 'series',
  description: 'A series from row to row: a trend, seasons, noise and a random walk, summed.',
  examples: ['100', '104.2', '98.7'],
  parameters: parameters({
    start: Type.Number({ minimum: -1e15, maximum: 1e15, default: 100, description: 'What the series begins at.' }),
    trend: Type.Number({ minimum: -1e12, maximum: 1e12, default: 0, description: 'How much it rises with each row.' }),
    seasonality: Type.Optional(
      Type.Array(
        Type.Object(
          {
            period: Type.Number({ exclusiveMinimum: 0, maximum: 1e15, description: 'Rows from one peak to the next.' }),
            amplitude: Type.Number({ minimum: 0, maximum: 1e12, description: 'Height of a peak above the middle.' }),
            phase: Type.Optional(
              Type.Number({
                minimum: -1e15,
                maximum: 1e15,
                default: 0,
                description: 'The row at which the wave rises through its middle.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        { maxItems: 20, description: 'Waves, summed.' },
      ),
    ),
    noise: size('Standard deviation of normal noise, of each row by itself.'),
    walk: size('Standard deviation of the steps of a random walk.'),
    from: Type.Optional(Type.Number({ description: 'Lower values become this one. Default: none are.' })),
    to: Type.Optional(Type.Number({ description: 'Higher values become this one. Default: none are.' })),
    scale: scaleParameter,
  }),
  isOrdered: false,
  sqlType: ({ with: { scale } }) => numberType(scale),
  loadType: ({ with: { scale } }) => numberLoadType(scale),
  // Waves come back to where they were; their values are no list to choose from.
  space: () => 1n << 62n,
  isWeighted: () => true,
  nth: (context) => valueOf(context),
  random: (context) => valueOf(context),
  problems: ({ with: { from = -Infinity, to = Infinity } }) =>
    to < from ? [{ key: 'to', message: 'the highest value is below the lowest', hint: 'Exchange from and to.' }] : [],
});

interface Series {
  readonly start: number;
  readonly trend: number;
  readonly seasonality?: readonly { readonly period: number; readonly amplitude: number; readonly phase?: number }[];
  readonly noise: number;
  readonly walk: number;
  readonly from?: number;
  readonly to?: number;
}

function valueOf(context: ValueContext<Series & Readonly<Record<string, unknown>>>): Sql {
  const { start, trend, seasonality = [], noise, walk: steps, from, to } = context.with;
  let sum = sql`${double(start)}`;
  if (trend !== 0) sum = sql`${sum} + ${double(trend)} * ${context.row}::double`;
  for (const { period, amplitude, phase = 0 } of seasonality) {
    const turns = sql`(${context.row}::double - ${double(phase)}) * ${double((2 * Math.PI) / period)}`;
    sum = sql`${sum} + ${double(amplitude)} * sin(${turns})`;
  }
  if (noise > 0) sum = sql`${sum} + ${double(noise)} * ${deviate(context, 'noise')}`;
  if (steps > 0) sum = sql`${sum} + ${double(steps)} * ${walk(context)}`;
  const low = from === undefined ? sql`(${sum})` : sql`greatest(${sum}, ${double(from)})`;
  return to === undefined ? low : sql`least(${low}, ${double(to)})`;
}
