import { choice } from '../../../anomaly/parameters.ts';
import { list, row, text } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';
import { hexPairs } from '../../semantic/hex-pairs.ts';

export default localeType({
  id: 'color',
  category: 'business',
  description: 'Colors, by name or by number.',
  examples: ['turquoise', '#40e0d0'],
  parameters: parameters({
    style: choice(['name', 'hex'], {
      default: 'name',
      description: 'How they are written: `name`, in the language of the locale, or `hex`.',
    }),
  }),
  isOrdered: true,
  form(locale, { style }) {
    if (style === 'name') return partsOf(locale)('color.human');
    return row([text('#'), list(hexPairs), list(hexPairs), list(hexPairs)]);
  },
});
