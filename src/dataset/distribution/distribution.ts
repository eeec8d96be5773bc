import { Type } from '@sinclair/typebox';

/** How often each of a range's numbers occurs: `uniform`, or exactly one of the others. */
export type Distribution =
  | 'uniform'
  | {
      readonly normal?: { readonly mean: number; readonly sd: number };
      readonly lognormal?: LogNormal;
      readonly exponential?: { readonly mean: number };
      readonly pareto?: { readonly min: number; readonly alpha: number };
      readonly beta?: { readonly alpha: number; readonly beta: number };
      readonly zipf?: { readonly exponent: number };
      readonly poisson?: { readonly mean: number };
    };

/** Either its median and the standard deviation of its logarithm, or its mean and standard deviation. */
export interface LogNormal {
  readonly median?: number;
  readonly sigma?: number;
  readonly mean?: number;
  readonly sd?: number;
}

const above0 = (description: string, maximum = 1e300) => Type.Number({ exclusiveMinimum: 0, maximum, description });
const object = (properties: Parameters<typeof Type.Object>[0], description: string) =>
  Type.Optional(Type.Object(properties, { additionalProperties: false, description }));

const continuous = {
  normal: object(
    { mean: Type.Number({ description: 'Its mean.' }), sd: above0('Its standard deviation.') },
    'The bell curve.',
  ),
  lognormal: object(
    {
      median: Type.Optional(above0('Half of the values are below it; goes with sigma.')),
      sigma: Type.Optional(above0('Standard deviation of the natural logarithm.', 20)),
      mean: Type.Optional(above0('Its mean; goes with sd.')),
      sd: Type.Optional(above0('Its standard deviation.')),
    },
    'Values whose logarithms are normal: incomes, durations, amounts.',
  ),
  exponential: object({ mean: above0('Its mean.') }, 'Times between independent events.'),
  pareto: object(
    {
      min: above0('The lowest value.'),
      alpha: above0('How fast the tail falls: the share above x is (min / x)^alpha.', 1000),
    },
    'Few large values hold most of the sum.',
  ),
  beta: object(
    { alpha: above0('Weight of the upper end.', 1e6), beta: above0('Weight of the lower end.', 1e6) },
    'A hump or a bowl between from and to.',
  ),
};

const whole = {
  zipf: object(
    {
      exponent: Type.Number({
        minimum: 0,
        maximum: 10,
        description: 'The k-th number, from `from` on, has a weight of 1 / k^exponent.',
      }),
    },
    'The lowest number is the most frequent one.',
  ),
  poisson: object({ mean: above0('Its mean.', 1e6) }, 'Counts of independent events.'),
};

const schemaOf = (kinds: Record<string, ReturnType<typeof object>>) =>
  Type.Unsafe<Distribution>({
    title: `uniform, or one of ${Object.keys(kinds).join(', ')} as a mapping`,
    description:
      'How often each value occurs: `uniform`, or one of the mappings. What is outside of from and to is cut off.',
    default: 'uniform',
    examples: [{ [Object.keys(kinds)[0]!]: { mean: 40, sd: 10 } }],
    anyOf: [
      { const: 'uniform' },
      { ...Type.Object(kinds, { additionalProperties: false }), minProperties: 1, maxProperties: 1 },
    ],
  });

/** Schema of a distribution of any numbers. */
export const continuousDistribution = Type.Optional(schemaOf(continuous));

/** Schema of a distribution of whole numbers. */
export const wholeDistribution = Type.Optional(schemaOf({ ...continuous, ...whole }));

/** What is wrong with a distribution beyond its schema. */
export function distributionProblem(distribution: Distribution): string | undefined {
  if (distribution === 'uniform' || distribution.lognormal === undefined) return undefined;
  const { median, sigma, mean, sd } = distribution.lognormal;
  const isByMedian = median !== undefined && sigma !== undefined && mean === undefined && sd === undefined;
  const isByMean = mean !== undefined && sd !== undefined && median === undefined && sigma === undefined;
  return isByMedian || isByMean ? undefined : 'lognormal takes either median and sigma, or mean and sd';
}
