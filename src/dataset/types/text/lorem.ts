import { Type } from '@sinclair/typebox';
import { choice } from '../../../anomaly/parameters.ts';
import { localeType } from '../../locale/locale-type.ts';
import { paragraph, paragraphs, words } from '../../locale/prose.ts';
import { parameters } from '../../parameters.ts';
import { rangeProblem } from '../../semantic/range-problem.ts';

/** Of what a text can have how much. */
const most = { words: 200, sentences: 30, paragraphs: 10 } as const;

export default localeType({
  id: 'lorem',
  category: 'text',
  description: 'Text without meaning, of a length in words, sentences or paragraphs.',
  examples: ['voluptatem aut quae illo inventore veritatis'],
  parameters: parameters({
    unit: choice(['words', 'sentences', 'paragraphs'], {
      default: 'words',
      description:
        'What is counted: `words`, without points; `sentences` of 4 to 12 words; `paragraphs` of 3 to 6 sentences, with an empty line between two of them.',
    }),
    min: Type.Integer({ minimum: 1, maximum: most.words, default: 3, description: 'How many at the least.' }),
    max: Type.Integer({
      minimum: 1,
      maximum: most.words,
      default: 8,
      description: `How many at the most: up to ${most.words} words, ${most.sentences} sentences or ${most.paragraphs} paragraphs.`,
    }),
  }),
  form(locale, { unit, ...range }) {
    if (unit === 'words') return words(locale, range);
    return unit === 'sentences' ? paragraph(locale, range) : paragraphs(locale, range);
  },
  problems: ({ with: { unit, ...range } }) => [
    ...rangeProblem(range),
    ...(range.max > most[unit]
      ? [{ key: 'max', message: `${range.max} ${unit} are too many`, hint: `Write ${most[unit]} or fewer.` }]
      : []),
  ],
});
