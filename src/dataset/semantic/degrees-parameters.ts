import { Type } from '@sinclair/typebox';

/** How finely degrees are written. */
export const decimalsParameter = Type.Integer({
  minimum: 0,
  maximum: 6,
  default: 6,
  description: 'Digits behind the point; six are a tenth of a metre.',
});

export function latitudeParameter(bound: number, description: string) {
  return Type.Number({ minimum: -90, maximum: 90, default: bound, description });
}

export function longitudeParameter(bound: number, description: string) {
  return Type.Number({ minimum: -180, maximum: 180, default: bound, description });
}
