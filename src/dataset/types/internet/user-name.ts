import { localeType } from '../../locale/locale-type.ts';
import { differentMailNames, mailNames } from '../../locale/mail-names.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'user_name',
  category: 'internet',
  description: 'Names of accounts, in ASCII.',
  examples: ['emma.smith', 'ngarcia42'],
  parameters: parameters({}),
  form: mailNames,
  unique: differentMailNames,
});
