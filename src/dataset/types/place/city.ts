import { Type } from '@sinclair/typebox';
import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'city',
  category: 'place',
  description:
    'Names of cities: real ones where the locale lists some, else invented. They do not go with the zip codes of sibling columns.',
  examples: ['Springfield', 'Portland'],
  parameters: parameters({
    invented: Type.Boolean({
      default: false,
      description: 'Whether names are invented of parts such as `North` and `ville`: there are many more of them.',
    }),
  }),
  form: (locale, { invented }) => partsOf(locale)(invented ? 'location.inventedCity' : 'location.city'),
});
