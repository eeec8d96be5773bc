import { Type } from '@sinclair/typebox';
import { localeType } from '../../locale/locale-type.ts';
import { joinedWords, webWords } from '../../locale/web-words.ts';
import { parameters } from '../../parameters.ts';
import { rangeProblem } from '../../semantic/range-problem.ts';

const words = { minimum: 1, maximum: 10 };

export default localeType({
  id: 'slug',
  category: 'internet',
  description: 'Words as they stand in the addresses of pages, in ASCII.',
  examples: ['quick-harbor-lamp'],
  parameters: parameters({
    min: Type.Integer({ ...words, default: 2, description: 'Words at the least.' }),
    max: Type.Integer({ ...words, default: 4, description: 'Words at the most.' }),
  }),
  form: (locale, range) => joinedWords(webWords(locale), '-', range),
  problems: ({ with: range }) => rangeProblem(range),
});
