import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'zip_code',
  category: 'place',
  description:
    'Postal codes in the formats of the locale. They are random: not all are given to a place, and they do not go with the cities of sibling columns.',
  examples: ['04109', '94103-1234', 'SW1 2AB'],
  parameters: parameters({}),
  form: (locale) => partsOf(locale)('location.zipCode'),
});
