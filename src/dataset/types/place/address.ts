import { Type } from '@sinclair/typebox';
import { withLines } from '../../form/with-lines.ts';
import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'address',
  category: 'place',
  description:
    'Whole addresses in the order of the locale: street, city, zip code. All parts are of one locale; zip code and city are drawn each by itself.',
  examples: ['4821 Oak Avenue, Portland, Oregon, 97203'],
  parameters: parameters({
    separator: Type.String({ default: ', ', maxLength: 10, description: 'What stands between the lines.' }),
  }),
  form: (locale, { separator }) => withLines(partsOf(locale)('location.postalAddress'), separator),
});
