import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'sex',
  category: 'person',
  description: 'Female or male, in the words of the locale.',
  examples: ['female', 'male'],
  parameters: parameters({}),
  isOrdered: true,
  form: (locale) => partsOf(locale)('person.sex'),
});
