import { Type } from '@sinclair/typebox';
import { list, row, text } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { joinedWords, webWords } from '../../locale/web-words.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'domain',
  category: 'internet',
  description: 'Names of domains, by default below those that are reserved for examples (RFC 2606).',
  examples: ['river-harbor.example', 'quick-lamp.example'],
  parameters: parameters({
    suffixes: Type.Array(Type.String({ pattern: '^[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*$' }), {
      minItems: 1,
      default: ['example'],
      description: 'What stands behind the last point.',
    }),
  }),
  form: (locale, { suffixes }) =>
    row([joinedWords(webWords(locale), '-', { min: 2, max: 2 }), text('.'), list(suffixes)]),
});
