import { oneOf } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { sexes } from '../../locale/names.ts';
import { partsOf } from '../../locale/parts.ts';
import { sexOf, sexParameter } from '../../locale/sex-parameter.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'full_name',
  category: 'person',
  description:
    'Names as the locale writes them, some with a title; title, first and last name suit one sex. They do not go with the first and last names of sibling columns: for that write a template.',
  examples: ['Emma Smith', 'Dr. Noah Garcia'],
  parameters: parameters({ sex: sexParameter }),
  form(locale, { sex }) {
    const wanted = sexOf(sex);
    return oneOf((wanted === undefined ? sexes : [wanted]).map((each) => partsOf(locale, each)('person.fullName')));
  },
});
