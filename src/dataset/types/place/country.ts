import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'country',
  category: 'place',
  description: 'Names of countries, in the language of the locale.',
  examples: ['Brazil', 'Kenya', 'Norway'],
  parameters: parameters({}),
  isOrdered: true,
  form: (locale) => partsOf(locale)('location.country'),
});
