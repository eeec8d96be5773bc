import type { Written } from './dataset-yaml.ts';

/** Characters of a word of running text and the space behind it, of a sentence, of a paragraph. */
const units = [
  { unit: 'words', characters: 6.5, most: 200 },
  { unit: 'sentences', characters: 52, most: 30 },
  { unit: 'paragraphs', characters: 240, most: 10 },
] as const;

/** Parameters of the type `lorem` whose texts are about so many characters long; longer ones than it makes are shorter. */
export function proseOfLength(shortest: number, longest: number): Readonly<Record<string, Written>> {
  const { unit, characters, most } =
    units.find((each) => longest / each.characters <= each.most) ?? units[units.length - 1]!;
  const max = Math.min(most, Math.max(1, Math.round(longest / characters)));
  return { unit, min: Math.min(max, Math.max(1, Math.round(shortest / characters))), max };
}
