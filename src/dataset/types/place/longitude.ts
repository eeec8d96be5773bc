import { parameters } from '../../parameters.ts';
import { decimalsParameter, longitudeParameter } from '../../semantic/degrees-parameters.ts';
import { countOf, degreesProblems, nthDegrees, sqlTypeOf } from '../../semantic/degrees.ts';
import { defineType } from '../../value-type.ts';

export default defineType({
  id: 'longitude',
  category: 'place',
  description: 'Degrees of longitude, east of Greenwich above 0.',
  examples: ['11.576124', '-58.381559'],
  parameters: parameters({
    from: longitudeParameter(-180, 'The westernmost.'),
    to: longitudeParameter(180, 'The easternmost.'),
    decimals: decimalsParameter,
  }),
  isOrdered: true,
  sqlType: ({ with: { decimals } }) => sqlTypeOf(decimals),
  loadType: ({ with: { decimals } }) => ({ type: 'decimal', precision: decimals + 3, scale: decimals }),
  space: ({ with: degrees }) => countOf(degrees),
  nth: ({ with: degrees }, n) => nthDegrees(degrees, n),
  problems: ({ with: degrees }) => degreesProblems(degrees, ['from', 'to']),
});
