import { createRequire } from 'node:module';
import type anyAscii from 'any-ascii';

const require = createRequire(import.meta.url);

/** Languages that write ä, ö, ü as ae, oe, ue where they have no such letters. */
const withUmlauts = /^de/;
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };

/** Words as addresses of mail and web have them: letters and digits of ASCII in lower case, nothing else. Words of which nothing is left are left out. */
export function asciiWords(words: readonly string[], locale: string): readonly string[] {
  const { default: fold } = require('any-ascii') as { readonly default: typeof anyAscii };
  return words
    .map((word) => (withUmlauts.test(locale) ? word.replaceAll(/[äöüÄÖÜ]/g, (letter) => umlauts[letter]!) : word))
    .map((word) =>
      fold(word)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, ''),
    )
    .filter((word) => word !== '');
}
