import { choice } from '../../../anomaly/parameters.ts';
import { list, row, text } from '../../form/form.ts';
import { formType } from '../../form/form-type.ts';
import { parameters } from '../../parameters.ts';
import { hexPairs } from '../../semantic/hex-pairs.ts';

/** Of single cards, given by whoever runs the network: the lowest bit but one is set, the lowest is not (IEEE 802). */
const local = hexPairs.filter((pair) => (Number.parseInt(pair, 16) & 3) === 2);

export default formType({
  id: 'mac_address',
  category: 'internet',
  description: 'MAC addresses that are given locally, so that they are those of no maker.',
  examples: ['5a:0f:93:b1:7c:d2'],
  parameters: parameters({
    separator: choice([':', '-', ''], {
      default: ':',
      description: 'What stands between the bytes.',
    }),
  }),
  isOrdered: true,
  form: ({ with: { separator } }) =>
    row([list(local), ...Array.from({ length: 5 }, () => [text(separator), list(hexPairs)]).flat()]),
});
