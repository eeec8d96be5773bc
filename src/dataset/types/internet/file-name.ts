import { Type } from '@sinclair/typebox';
import { list, row, text } from '../../form/form.ts';
import { localeType } from '../../locale/locale-type.ts';
import { joinedWords, webWords } from '../../locale/web-words.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'file_name',
  category: 'internet',
  description: 'Names of files, in ASCII and without folders.',
  examples: ['quick_harbor.pdf', 'lamp_stone.xlsx'],
  parameters: parameters({
    extensions: Type.Array(Type.String({ pattern: '^[A-Za-z0-9]+([.][A-Za-z0-9]+)*$' }), {
      minItems: 1,
      default: ['csv', 'docx', 'gif', 'html', 'jpg', 'json', 'mp3', 'mp4', 'pdf', 'png', 'txt', 'xlsx', 'xml', 'zip'],
      description: 'What stands behind the point.',
    }),
  }),
  form: (locale, { extensions }) =>
    row([joinedWords(webWords(locale), '_', { min: 2, max: 2 }), text('.'), list(extensions)]),
});
