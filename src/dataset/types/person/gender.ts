import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'gender',
  category: 'person',
  description: 'Genders as people name them, in English where the locale has no words; for two of them take `sex`.',
  examples: ['Cis woman', 'Non-binary', 'Trans man'],
  parameters: parameters({}),
  isOrdered: true,
  form: (locale) => partsOf(locale)('person.gender'),
});
