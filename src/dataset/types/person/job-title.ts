import { localeType } from '../../locale/locale-type.ts';
import { partsOf } from '../../locale/parts.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'job_title',
  category: 'person',
  description: 'Titles of jobs.',
  examples: ['Senior Marketing Manager', 'Lead Security Engineer'],
  parameters: parameters({}),
  form: (locale) => partsOf(locale)('person.jobTitle'),
});
