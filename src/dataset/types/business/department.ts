import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'department',
  category: 'business',
  description: 'Departments of a shop.',
  examples: ['Books', 'Electronics', 'Garden'],
  parameters: parameters({}),
  isOrdered: true,
  form: (locale) => partsOf(locale)('commerce.department'),
});
