import { choice } from '../../../anomaly/parameters.ts';
import { list } from '../../form/form.ts';
import { definedTexts } from '../../locale/defined-texts.ts';
import { localeType } from '../../locale/locale-type.ts';
import { parameters } from '../../parameters.ts';

const kinds = ['noun', 'verb', 'adjective', 'adverb', 'conjunction', 'interjection', 'preposition'] as const;

export default localeType({
  id: 'word',
  category: 'text',
  description: 'Words, in English where the locale lists none.',
  examples: ['harbor', 'quickly', 'lamp'],
  parameters: parameters({
    kind: choice(['any', ...kinds], {
      default: 'any',
      description: `What kind of words: \`any\` or ${kinds.map((kind) => `\`${kind}\``).join(', ')}.`,
    }),
  }),
  isOrdered: true,
  form: (locale, { kind }) =>
    list((kind === 'any' ? kinds : [kind]).flatMap((each) => definedTexts(locale, `word.${each}`))),
});
