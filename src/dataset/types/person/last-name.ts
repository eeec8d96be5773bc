import { oneOf } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { sexes } from '../../locale/names.ts';
import { partsOf } from '../../locale/parts.ts';
import { sexOf, sexParameter } from '../../locale/sex-parameter.ts';
import { parameters } from '../../parameters.ts';
import { list } from '../../form/form.ts';
import { lastNames } from '../../locale/names.ts';

export default localeType({
  id: 'last_name',
  category: 'person',
  description: 'Last names. Some are put together of two, where the locale has such names; different ones are not.',
  examples: ['Smith', 'Garcia', 'Lee-Walker'],
  parameters: parameters({ sex: sexParameter }),
  isOrdered: true,
  form(locale, { sex }) {
    const wanted = sexOf(sex);
    return oneOf((wanted === undefined ? sexes : [wanted]).map((each) => partsOf(locale, each)('person.lastName')));
  },
  unique: (locale, { sex }) => list(lastNames(locale, sexOf(sex))),
});
