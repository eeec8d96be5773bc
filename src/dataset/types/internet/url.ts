import { Type } from '@sinclair/typebox';
import { list, oneOf, row, text } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { joinedWords, webWords } from '../../locale/web-words.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'url',
  category: 'internet',
  description: 'Addresses of pages, by default at domains that are reserved for examples (RFC 2606).',
  examples: ['https://river-harbor.example/quick-lamp', 'https://stone.example/garden/apple-tree'],
  parameters: parameters({
    scheme: Type.String({ pattern: '^[a-z][a-z0-9+.-]*$', default: 'https', description: 'What stands before ://.' }),
    domains: Type.Array(Type.String({ pattern: '^[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*$' }), {
      minItems: 1,
      default: ['example.com', 'example.net', 'example.org'],
      description: 'Domains at whose hosts the pages are.',
    }),
  }),
  form(locale, { scheme, domains }) {
    const words = webWords(locale);
    const page = joinedWords(words, '-', { min: 2, max: 3 });
    const host = row([text(`${scheme}://`), oneOf([text('www'), words]), text('.'), list(domains), text('/')]);
    return oneOf([row([host, page]), row([host, words, text('/'), page])]);
  },
});
