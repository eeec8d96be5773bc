import { parameters } from '../../parameters.ts';
import { decimalsParameter, latitudeParameter } from '../../semantic/degrees-parameters.ts';
import { countOf, degreesProblems, nthDegrees, sqlTypeOf } from '../../semantic/degrees.ts';
import { defineType } from '../../value-type.ts';

export default defineType({
  id: 'latitude',
  category: 'place',
  description: 'Degrees of latitude, north of the equator above 0.',
  examples: ['48.137154', '-33.868820'],
  parameters: parameters({
    from: latitudeParameter(-90, 'The southernmost.'),
    to: latitudeParameter(90, 'The northernmost.'),
    decimals: decimalsParameter,
  }),
  isOrdered: true,
  sqlType: ({ with: { decimals } }) => sqlTypeOf(decimals),
  loadType: ({ with: { decimals } }) => ({ type: 'decimal', precision: decimals + 3, scale: decimals }),
  space: ({ with: degrees }) => countOf(degrees),
  nth: ({ with: degrees }, n) => nthDegrees(degrees, n),
  problems: ({ with: degrees }) => degreesProblems(degrees, ['from', 'to']),
});
