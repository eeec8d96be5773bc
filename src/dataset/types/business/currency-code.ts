import { list } from '../../form/form.ts';
import { formType } from '../../form/form-type.ts';
import { parameters } from '../../parameters.ts';
import { currencyCodes } from '../../semantic/currency-codes.ts';

export default formType({
  id: 'currency_code',
  category: 'business',
  description: 'Codes of currencies (ISO 4217).',
  examples: ['EUR', 'JPY', 'USD'],
  parameters: parameters({}),
  isOrdered: true,
  form: () => list(currencyCodes),
});
