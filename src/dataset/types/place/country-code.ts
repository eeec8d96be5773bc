import { choice } from '../../../anomaly/parameters.ts';
import { list } from '../../form/form.ts';
import { formType } from '../../form/form-type.ts';
import { parameters } from '../../parameters.ts';
import { countryCodes } from '../../semantic/country-codes.ts';

export default formType({
  id: 'country_code',
  category: 'place',
  description: 'Codes of countries (ISO 3166-1).',
  examples: ['BR', 'KE', 'NO'],
  parameters: parameters({
    style: choice(['alpha2', 'alpha3', 'numeric'], {
      default: 'alpha2',
      description: 'Two letters, three letters or three digits: `alpha2`, `alpha3` or `numeric`.',
    }),
  }),
  isOrdered: true,
  form: ({ with: { style } }) => list(countryCodes.map((code) => code[style])),
});
