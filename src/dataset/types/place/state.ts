import { Type } from '@sinclair/typebox';
import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'state',
  category: 'place',
  description: 'States, provinces or regions of the country.',
  examples: ['Oregon', 'Vermont'],
  parameters: parameters({
    abbreviated: Type.Boolean({ default: false, description: 'Whether they are written in letters such as `OR`.' }),
  }),
  isOrdered: true,
  form: (locale, { abbreviated }) => partsOf(locale)(abbreviated ? 'location.state_abbr' : 'location.state'),
});
