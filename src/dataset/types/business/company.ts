import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'company',
  category: 'business',
  description: 'Names of companies, in the forms of the locale.',
  examples: ['Smith LLC', 'Garcia, Lee and Walker'],
  parameters: parameters({}),
  form: (locale) => partsOf(locale)('company.name'),
});
