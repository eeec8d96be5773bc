import { Type } from '@sinclair/typebox';
import { localeType } from '../../locale/locale-type.ts';
import { sentence } from '../../locale/prose.ts';
import { parameters } from '../../parameters.ts';
import { rangeProblem } from '../../semantic/range-problem.ts';

const words = { minimum: 1, maximum: 200 };

export default localeType({
  id: 'sentence',
  category: 'text',
  description: 'Sentences of random words, without meaning: Latin, where the locale has no words for it.',
  examples: ['Voluptatem aut quae illo inventore.'],
  parameters: parameters({
    min: Type.Integer({ ...words, default: 4, description: 'Words at the least.' }),
    max: Type.Integer({ ...words, default: 12, description: 'Words at the most.' }),
  }),
  form: (locale, range) => sentence(locale, range),
  problems: ({ with: range }) => rangeProblem(range),
});
