import type { Written } from './dataset-yaml.ts';

/** Characters of a word of running text with the space behind it. */
const charactersOfWord = 6.5;
/** Words of one text at the most: each is a look-up, which takes memory. */
const mostWords = 60;

/** Characters of the longest texts, about. */
export const longestProse = Math.round(mostWords * charactersOfWord);

/** Parameters of the type `lorem` whose texts are about so many characters long; longer ones than it makes are shorter. */
export function proseOfLength(shortest: number, longest: number): Readonly<Record<string, Written>> {
  const words = (characters: number) => Math.min(mostWords, Math.max(1, Math.round(characters / charactersOfWord)));
  return { min: words(shortest), max: words(longest) };
}
