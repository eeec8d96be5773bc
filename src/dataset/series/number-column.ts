import { Type } from '@sinclair/typebox';
import type { LoadColumn } from '../../model/load.ts';

/** Parameter of numbers that may be rounded. */
export const scaleParameter = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: 9,
    description: 'Digits behind the point, for decimal numbers. Default: floats, which are not rounded.',
  }),
);

/** The type of numbers that may be rounded. */
export function numberType(scale: number | undefined): string {
  return scale === undefined ? 'DOUBLE' : `DECIMAL(18, ${scale})`;
}

/** The same as databases have it. */
export function numberLoadType(scale: number | undefined): Pick<LoadColumn, 'type' | 'precision' | 'scale'> {
  return scale === undefined ? { type: 'float' } : { type: 'decimal', precision: 18, scale };
}
