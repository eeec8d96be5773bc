import { Type } from '@sinclair/typebox';
import { localeType } from '../../locale/locale-type.ts';
import { paragraph } from '../../locale/prose.ts';
import { parameters } from '../../parameters.ts';
import { rangeProblem } from '../../semantic/range-problem.ts';

const sentences = { minimum: 1, maximum: 30 };

export default localeType({
  id: 'paragraph',
  category: 'text',
  description: 'Paragraphs of random sentences of 4 to 12 words, without meaning.',
  examples: ['Voluptatem aut quae illo. Sit accusantium eaque ipsa. Ab veritatis et quasi.'],
  parameters: parameters({
    min: Type.Integer({ ...sentences, default: 3, description: 'Sentences at the least.' }),
    max: Type.Integer({ ...sentences, default: 6, description: 'Sentences at the most.' }),
  }),
  form: (locale, range) => paragraph(locale, range),
  problems: ({ with: range }) => rangeProblem(range),
});
