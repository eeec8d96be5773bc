import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'product',
  category: 'business',
  description: 'Names of products.',
  examples: ['Ergonomic Cotton Chair', 'Handmade Steel Lamp'],
  parameters: parameters({}),
  form: (locale) => partsOf(locale)('commerce.productName'),
});
