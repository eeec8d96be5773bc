import { list, oneOf, row, text, type Form } from '../form/form.ts';
import { asciiWords } from './ascii.ts';
import { definedTexts } from './defined-texts.ts';
import type { Locale } from './locale.ts';

/** Words of a locale as web addresses and files have them: letters and digits of ASCII in lower case, of 3 to 12 characters. */
export function webWords(locale: Locale): Form {
  const words = ['word.noun', 'word.adjective'].flatMap((key) => definedTexts(locale, key));
  const single = words.filter((word) => !/\s/.test(word.trim()));
  return list(asciiWords(single, locale.name).filter(({ length }) => length >= 3 && length <= 12));
}

/** So many words with something between them: from `min` to `max`. */
export function joinedWords(
  words: Form,
  separator: string,
  { min, max }: { readonly min: number; readonly max: number },
): Form {
  return oneOf(
    Array.from({ length: max - min + 1 }, (_, index) =>
      row(
        Array.from({ length: min + index }, (_unused, place) =>
          place === 0 ? [words] : [text(separator), words],
        ).flat(),
      ),
    ),
  );
}
