import { Type } from '@sinclair/typebox';
import { list, row, text, type Form } from '../../form/form.ts';
import { definedTexts } from '../../locale/defined-texts.ts';
import { localeType } from '../../locale/locale-type.ts';
import type { Locale } from '../../locale/locale.ts';
import { differentMailNames, mailNames } from '../../locale/mail-names.ts';
import { parameters } from '../../parameters.ts';

export default localeType({
  id: 'email',
  category: 'internet',
  description:
    'E-mail addresses, in ASCII, at domains that are reserved for examples (RFC 2606), so that nobody gets mail. Addresses that go with the names of sibling columns are made by a template.',
  examples: ['emma.smith@example.com', 'noah.garcia42@example.org'],
  parameters: parameters({
    domains: Type.Array(Type.String({ pattern: '^[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+$' }), {
      minItems: 1,
      default: ['example.com', 'example.net', 'example.org'],
      description: 'What stands behind the @.',
    }),
    freeMail: Type.Boolean({
      default: false,
      description: 'Whether the domains are those of free mail services of the locale, where mail would reach people.',
    }),
  }),
  form: (locale, { domains, freeMail }) => at(mailNames(locale), locale, freeMail ? undefined : domains),
  unique: (locale, { domains, freeMail }) => at(differentMailNames(locale), locale, freeMail ? undefined : domains),
});

function at(names: Form, locale: Locale, domains: readonly string[] | undefined): Form {
  const behind = list(domains ?? definedTexts(locale, 'internet.free_email'));
  if (names.kind !== 'choice') return row([names, text('@'), behind]);
  const options = names.options.map(({ form, weight }) => ({ form: row([form, text('@'), behind]), weight }));
  return { kind: 'choice', options };
}
