import { list } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { firstNames } from '../../locale/names.ts';
import { sexOf, sexParameter } from '../../locale/sex-parameter.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'first_name',
  category: 'person',
  description: 'First names.',
  examples: ['Emma', 'Noah', 'Olivia'],
  parameters: parameters({ sex: sexParameter }),
  isOrdered: true,
  form: (locale, { sex }) => list(firstNames(locale, sexOf(sex))),
});
