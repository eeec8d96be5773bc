import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'street_address',
  category: 'place',
  description: 'Streets with house numbers.',
  examples: ['4821 Oak Avenue', '77 Emma Street'],
  parameters: parameters({}),
  form: (locale) => partsOf(locale)('location.streetAddress'),
});
