import { choice } from '../../../anomaly/parameters.ts';
import { formats, ofPhones } from '../../form/formats.ts';
import { definedTexts } from '../../locale/defined-texts.ts';
import { localeType } from '../../locale/locale-type.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'phone',
  category: 'person',
  description: 'Phone numbers in the formats of the locale. They are random: some of them may be in use.',
  examples: ['(555) 234-5678', '+4930901820'],
  parameters: parameters({
    style: choice(['national', 'international', 'mobile', 'human'], {
      default: 'national',
      description:
        'How they are written: `national`, as in the country; `international`, with its code and without spaces; `mobile`, without spaces; `human`, in all the ways in which people write them.',
    }),
  }),
  form: (locale, { style }) => formats(definedTexts(locale, `phone_number.format.${style}`), ofPhones),
});
